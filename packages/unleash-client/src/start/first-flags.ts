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

/** Cached or bootstrapped flags are at hand, and what is better has had this long: the application need not wait on. */
const GRACE_MS = 1000;

export interface FirstFlagsOptions {
  readonly timeoutMs: number;
  readonly scheduler: Scheduler;
  /** Whether the server is asked; else the first flags from anywhere will do. */
  readonly asksServer: boolean;
  /** How many other sources, such as a cache, are being read and may bring flags yet when the server has none to give. */
  readonly otherSources: number;
  /** Whether another source is still being read whose flags would replace those in use. */
  readonly awaitsBetter: () => boolean;
  /** What is in use at this moment. */
  readonly inUse: () => Pick<InitializeResult, 'source' | 'flags'>;
  /** Calls a task when flags that were accepted are in use. */
  readonly whenInUse: (task: () => void) => void;
}

/** Waits for the first flags, and not for ever. */
export interface FirstFlags {
  readonly promise: Promise<InitializeResult>;
  serverAnswered(): void;
  /** `retryInMs`: when the server is asked again, in milliseconds; absent when nobody will. */
  serverFailed(error: UnleashError, retryInMs?: number): void;
  /** Flags from anywhere are accepted. */
  flagsArrived(): void;
  /** Another source has been read, whatever was in it. */
  otherSourceRead(): void;
  /** Another process asks the server: the first flags from anywhere will do. */
  serverNotAsked(): void;
  /** Nobody asks the server, nor is anything followed: what the other sources bring is all there will be. */
  nobodyAsks(): void;
  /** Settles with what there is. */
  giveUp(): void;
}

/**
 * Settles at the server's first answer; with other flags once the server failed, and nothing better is being read, or
 * after a second; at the timeout; and before it as soon as nothing can arrive until then.
 */
export function createFirstFlags(options: FirstFlagsOptions): FirstFlags {
  const { timeoutMs, scheduler, asksServer, awaitsBetter, inUse, whenInUse } = options;
  const endsAt = Date.now() + timeoutMs;
  let error: UnleashError | undefined;
  let isServerLate = !asksServer;
  let isServerHopeless = false;
  let isGraceOver = false;
  let { otherSources } = options;
  let settle: (result: InitializeResult) => void = () => undefined;
  const promise = new Promise<InitializeResult>((resolve) => {
    settle = resolve;
  });

  const finish = () => {
    cancelDeadline();
    cancelGrace();
    // In a turn of its own: the fetch that brought the flags has ended by then, so that a `refresh()` is a new one.
    whenInUse(() => {
      holdingScheduler.after(0, () => {
        const result = inUse();
        settle(result.source === 'server' || error === undefined ? result : { ...result, error });
      });
    });
  };
  const finishWithFlags = () => {
    whenInUse(() => {
      if (awaitsBetter() && !isGraceOver) return;
      if (isServerLate && inUse().source !== 'none') finish();
    });
  };
  const finishIfHopeless = () => {
    if (isServerHopeless && otherSources === 0) finish();
  };
  const becomeLate = () => {
    isServerLate = true;
    finishWithFlags();
  };

  const cancelDeadline = holdingScheduler.after(timeoutMs, finish);
  const cancelGrace = scheduler.after(GRACE_MS, () => {
    isGraceOver = true;
    becomeLate();
  });

  return {
    promise,
    serverAnswered: finish,
    serverFailed(failure, retryInMs) {
      error = failure;
      becomeLate();
      // A refused token stays refused for longer than anybody waits for a start.
      const isRetriedInTime = retryInMs !== undefined && Date.now() + retryInMs <= endsAt;
      isServerHopeless = failure.code === 'UNAUTHORIZED' || !isRetriedInTime;
      finishIfHopeless();
    },
    flagsArrived: finishWithFlags,
    otherSourceRead() {
      otherSources -= 1;
      finishIfHopeless();
    },
    serverNotAsked: becomeLate,
    nobodyAsks() {
      isServerHopeless = true;
      finishIfHopeless();
    },
    giveUp: finish,
  };
}
