import type { Cache } from '@unleash-client/cache';

/** A cache that keeps one text, whatever the key. */
export function createOneTextCache(initial?: string): Cache & { text: string | undefined } {
  return {
    text: initial,
    get() {
      return this.text;
    },
    set(_, value) {
      this.text = value;
    },
  };
}
