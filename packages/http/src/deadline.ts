import { startTimer } from './start-timer';
import { UnleashError } from './unleash-error';

/** The time one request has, all of its parts together. */
export interface Deadline {
  /** Aborted, with an `UnleashError` as its reason, when time is up or the caller has lost interest. */
  readonly signal: AbortSignal;
  /** Aborts what is still going on. */
  abort(reason: UnleashError): void;
  /** To be called in any case: stops the clock and lets go of the caller's signal. */
  end(): void;
}

export interface DeadlineOptions {
  readonly timeoutMs: number;
  /** Whether the process waits for the deadline. */
  readonly holdsProcess: boolean;
  /** The caller's own signal: aborting it ends the request with `ABORTED`. */
  readonly outer: AbortSignal | undefined;
  /** Begins the error's message; asked when the time is up. */
  readonly describe: () => string;
}

/** Starts the clock of one request; its signal is aborted with `TIMEOUT` after `timeoutMs` milliseconds. */
export function startDeadline({ timeoutMs, holdsProcess, outer, describe }: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (reason: UnleashError) => controller.abort(reason);
  const expire = () =>
    abort(new UnleashError('TIMEOUT', `${describe()} for ${timeoutMs} ms, the time limit`));
  const leave = () => abort(new UnleashError('ABORTED', 'the request was aborted'));
  const stopClock = startTimer(timeoutMs, expire, { holdsProcess });
  if (outer?.aborted) leave();
  outer?.addEventListener('abort', leave, { once: true });
  return {
    signal,
    abort,
    end: () => {
      stopClock();
      outer?.removeEventListener('abort', leave);
    },
  };
}
