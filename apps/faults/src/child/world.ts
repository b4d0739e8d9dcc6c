import type {
  InitializeOptions,
  UnleashClient,
  UnleashError,
  UnleashEvent,
  UnleashOptions,
} from 'unleash-client';
import type { Finding } from '../judge/findings';
import type { Secrets } from '../judge/secrets';
import type { Clock } from './clock';

/** What one process has to work with. */
export interface World {
  /** `unleash-client` as applications import it. */
  readonly library: typeof import('unleash-client');
  /** What was arranged for it, besides the client's options. */
  readonly props: Readonly<Record<string, string>>;
  readonly secrets: Secrets;
  readonly clock: Clock;
  /** All events of all its clients so far, but for those of clients with an `eventCallback` of their own. */
  readonly events: readonly UnleashEvent[];
  /** The errors among them. */
  readonly errors: readonly UnleashError[];
  /** Makes a client with what was arranged, and with these options besides. */
  create(options?: Partial<UnleashOptions>): UnleashClient;
  /** The same, initialized. */
  start(options?: Partial<UnleashOptions>, how?: InitializeOptions): Promise<UnleashClient>;
  /** Lets the parent do what was arranged for this moment, and waits for it. */
  cue(name: string): Promise<void>;
  /** Waits until something is so; answers with the milliseconds that took, or Infinity when time is up. */
  until(isSo: () => unknown, withinMs?: number): Promise<number>;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** How many milliseconds something takes. */
  time(work: () => unknown): Promise<number>;
  /** How many milliseconds the event loop has stood still at most. */
  longestStallMs(): number;
  /** Says what was found. */
  note(...findings: readonly Finding[]): void;
  /** Shows something to the search for secrets. */
  show(value: unknown): void;
  /** Runs at the end, after clients are destroyed: for caches of the application. */
  defer(close: () => unknown): void;
}
