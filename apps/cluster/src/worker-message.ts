/** What a worker tells the primary. */
export type WorkerMessage =
  | { readonly kind: 'started'; readonly source: string; readonly ms: number }
  | { readonly kind: 'changed'; readonly isOn: boolean };

/** What the primary tells a worker. */
export interface WorkerSettings {
  readonly UNLEASH_URL: string;
  readonly UNLEASH_TOKEN: string;
  readonly REDIS_URL: string;
}
