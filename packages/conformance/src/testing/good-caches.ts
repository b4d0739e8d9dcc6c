import type { Cache } from '@unleash-client/cache';

/** The least that is a cache. */
export const mapCache = (texts: Map<string, string>): Cache => ({
  get: (key) => texts.get(key),
  set: (key, value) => texts.set(key, value),
});

/** The five methods of the Python SDK's `BaseCache`, over promises. */
export class FiveMethodCache implements Cache {
  readonly #data: Map<string, string>;

  constructor(data: Map<string, string>) {
    this.#data = data;
  }

  async get(key: string): Promise<string | null> {
    return this.#data.get(key) ?? null;
  }

  async set(key: string, value: string): Promise<void> {
    this.#data.set(key, value);
  }

  async mset(data: Readonly<Record<string, string>>): Promise<void> {
    for (const [key, value] of Object.entries(data)) this.#data.set(key, value);
  }

  async exists(key: string): Promise<boolean> {
    return this.#data.has(key);
  }

  async destroy(): Promise<void> {
    this.#data.clear();
  }
}
