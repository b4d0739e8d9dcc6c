import type { BodyLimits } from '@unleash-client/http';

/** What a source is told when it is asked for its flags. */
export interface LoadOptions {
  /** Aborted when nobody waits for the flags any more. */
  readonly signal?: AbortSignal | undefined;
  /** Whether the process stays alive until they are there. Default true. */
  readonly holdsProcess?: boolean | undefined;
  /** How often to try again, 0.5 to 2 s apart; for sources that can, and that were not made with a number of their own. */
  readonly retries?: number | undefined;
  /** How large its text may be, and what brings it. Default 50 MB each. */
  readonly limits?: Partial<BodyLimits> | undefined;
}

/**
 * Where initial flags come from: {@link fromObject}, {@link fromFile}, {@link fromUrl}, or anything of your own with a name
 * and a `load`.
 */
export interface BootstrapSource {
  /** What messages call it, such as `the file flags.json`; without secrets. */
  readonly name: string;
  /** The flags where they are at hand: they answer as soon as the client is constructed. */
  readonly text?: string;
  /** The flags as the server's `client/features` would send them, JSON. May reject; is asked once for each client. */
  load(options?: LoadOptions): string | PromiseLike<string>;
}
