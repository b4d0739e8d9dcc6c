import type { FlagsSource } from '@unleash-client/events';
import type { Scheduler, UnleashError } from '@unleash-client/http';
import { holdingScheduler } from './holding-scheduler';

/** What `initialize` found. */
export interface InitializeResult {
  /** Where the flags in use came from; `'none'` when there are none yet, so that fallbacks answer. */
  readonly source: FlagsSource | 'none';
  /** How many flags are in use. */
  readonly flags: number;
  /** Why the server's flags are not in use, where a request has failed. The client goes on trying. */
  readonly error?: UnleashError;
}

/** Cached or bootstrapped flags are at hand, and the server has had this long: the application need not wait on. */
const GRACE_MS = 1000;

export interface FirstFlagsOptions {
  readonly timeoutMs: number;
  readonly scheduler: Scheduler;
  /** Whether the server is asked; else the first flags from anywhere will do. */
  readonly asksServer: boolean;
  /** What is in use at this moment. */
  readonly inUse: () => Pick<InitializeResult, 'source' | 'flags'>;
  /** Settles when flags that were accepted are in use. */
  readonly settled: () => Promise<void>;
}

/** Waits for the first flags, and not for ever. */
export interface FirstFlags {
  readonly promise: Promise<InitializeResult>;
  serverAnswered(): void;
  serverFailed(error: UnleashError): void;
  /** Flags from anywhere are in use. */
  flagsArrived(): void;
  /** Settles with what there is. */
  giveUp(): void;
}

/** Settles at the server's first answer; with other flags once the server failed or had a second; or at the timeout. */
export function createFirstFlags(options: FirstFlagsOptions): FirstFlags {
  const { timeoutMs, scheduler, asksServer, inUse, settled } = options;
  let error: UnleashError | undefined;
  let isServerLate = !asksServer;
  let settle: (result: InitializeResult) => void = () => undefined;
  const promise = new Promise<InitializeResult>((resolve) => {
    settle = resolve;
  });

  const finish = () => {
    cancelDeadline();
    cancelGrace();
    void settled().then(() => {
      const result = inUse();
      settle(result.source === 'server' || error === undefined ? result : { ...result, error });
    });
  };
  const finishWithFlags = () => {
    void settled().then(() => {
      if (isServerLate && inUse().source !== 'none') finish();
    });
  };
  const becomeLate = () => {
    isServerLate = true;
    finishWithFlags();
  };

  const cancelDeadline = holdingScheduler.after(timeoutMs, finish);
  const cancelGrace = scheduler.after(GRACE_MS, becomeLate);

  return {
    promise,
    serverAnswered: finish,
    serverFailed(failure) {
      error = failure;
      becomeLate();
      // A refused token stays refused for longer than anybody waits for a start.
      if (failure.code === 'UNAUTHORIZED') finish();
    },
    flagsArrived: finishWithFlags,
    giveUp: finish,
  };
}
