import type { World } from './child/world';
import type { Finding } from './judge/findings';
import type { Stage } from './stage/stage';

/** What a process must keep to, whatever befalls it. */
export interface Limits {
  /** Milliseconds that `destroy()` may take. Default 1000; 3000 is promised where counts are unsent and nobody takes them. */
  readonly destroyMs: number;
  /** Milliseconds from the end of `act`, its clients destroyed, to the end of the process. Default 1000. */
  readonly exitMs: number;
  /** Milliseconds that the event loop may stand still. Default 200. */
  readonly stallMs: number;
  /** MB of memory at the peak. Default 300. */
  readonly peakMb: number;
}

/** What a process left behind when it ended. */
export interface Remains {
  readonly stdout: string;
  readonly stderr: string;
}

/** What the parent has prepared for one process. */
export interface Setting {
  /** For the client, as far as JSON can say it. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Whatever else `act` must know, such as addresses. */
  readonly props?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node.js. */
  readonly flags?: readonly string[];
  /** A shell line that ends by running `"$@"`, which is the process. */
  readonly shell?: string;
  /** Asked when the process has ended. */
  readonly judge?: (remains: Remains) => readonly Finding[];
}

/**
 * One fault and what the client must make of it. `arrange` runs in the parent and prepares the world, `act` runs in a
 * process of its own and uses the client as an application does.
 */
export interface Scenario {
  readonly title: string;
  /** The row of docs/faults.md that it belongs to. */
  readonly row: string;
  /** What must hold, with its bound, in one line. */
  readonly criterion: string;
  /** Left out of the quick run. */
  readonly isLong?: true;
  readonly limits?: Partial<Limits>;
  /** How the process ends. Default: by itself, with code 0. */
  readonly ends?: { readonly code: number } | { readonly signal: NodeJS.Signals };
  /** Whether `act` itself decides what becomes of its clients; otherwise they are destroyed after it, and timed. */
  readonly keepsClients?: true;
  arrange?(stage: Stage): Setting | Promise<Setting>;
  act(world: World): unknown;
}

/** What a file of scenarios exports: one, or several by what tells them apart. */
export type Scenarios = Scenario | Readonly<Record<string, Scenario>>;

/** Whether it is one, or several by their names. */
export const isScenario = (scenarios: Scenarios): scenarios is Scenario =>
  typeof scenarios.act === 'function';
