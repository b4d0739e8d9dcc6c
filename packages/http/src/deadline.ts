import { startTimer } from './start-timer';
import { UnleashError } from './unleash-error';

/** The clock of one request, and the signal that ends it. */
export interface Deadline {
  /** Aborted, with an `UnleashError` as its reason, when time is up or the caller has lost interest. */
  readonly signal: AbortSignal;
  /** Starts the clock, anew when it runs: `timeoutMs` milliseconds from now time is up. */
  start(timeoutMs: number): void;
  /** Stops the clock until it is started again. */
  pause(): void;
  /** Aborts what is still going on. */
  abort(reason: UnleashError): void;
  /** To be called in any case: stops the clock and lets go of the caller's signal. */
  end(): void;
}

export interface DeadlineOptions {
  /** Whether the process waits for the deadline. */
  readonly holdsProcess: boolean;
  /** The caller's own signal: aborting it ends the request with `ABORTED`. */
  readonly outer: AbortSignal | undefined;
  /** Begins the error's message; asked when the time is up. */
  readonly describe: () => string;
}

/** Makes the deadline of one request; its signal is aborted with `TIMEOUT` when a started clock runs out. */
export function createDeadline({ holdsProcess, outer, describe }: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const { signal } = controller;
  let pause: () => void = () => undefined;
  const abort = (reason: UnleashError) => controller.abort(reason);
  const leave = () => abort(new UnleashError('ABORTED', 'the request was aborted'));
  if (outer?.aborted) leave();
  outer?.addEventListener('abort', leave, { once: true });
  return {
    signal,
    start: (timeoutMs) => {
      pause();
      const expire = () =>
        abort(new UnleashError('TIMEOUT', `${describe()} for ${timeoutMs} ms, the time limit`));
      pause = startTimer(timeoutMs, expire, { holdsProcess });
    },
    pause: () => pause(),
    abort,
    end: () => {
      pause();
      outer?.removeEventListener('abort', leave);
    },
  };
}
