import { type Scheduler, UnleashError } from '@unleash-client/http';
import { createFetchFeatures, type FeaturesOptions } from './fetch-features';
import { nextDelay } from './next-delay';
import type { RunningSource, Source, SourceObserver } from './source';

export interface PollingOptions extends FeaturesOptions {
  readonly scheduler: Scheduler;
  /** Uniform from 0 to 1, such as `Math.random`. */
  readonly random: () => number;
  /** Milliseconds between two fetches; `0`: only the first, and those of `refresh()`. */
  readonly intervalMs: number;
  /** Up to so many random milliseconds are added to each interval. */
  readonly jitterMs: number;
  /** How many more times the very first fetch is tried, 0.5 to 2 s apart, before the normal rhythm sets in. */
  readonly retries: number;
}

/**
 * Asks for the whole set of flags again and again, with the ETag of the last one. At most one request is under way, and
 * one fetch is one request: after a failure the next waits longer, after 401 and 403 ten intervals, and never shorter
 * than the server's `Retry-After`. One success restores the rhythm.
 */
export const createPollingSource = (options: PollingOptions): Source => ({
  start: (observer) => startPolling(options, observer),
});

function startPolling(options: PollingOptions, observer: SourceObserver): RunningSource {
  const { scheduler, intervalMs, jitterMs, random } = options;
  const fetchFeatures = createFetchFeatures(options);
  const controller = new AbortController();
  const { signal } = controller;
  let cancelNext: () => void = () => undefined;
  let underWay: Promise<void> | undefined;
  let quickTries = options.retries;
  let failures = 0;

  const fetchOnce = async (): Promise<UnleashError | undefined> => {
    try {
      await fetchFeatures(observer, signal);
      return undefined;
    } catch (thrown) {
      const error = toError(thrown);
      if (!signal.aborted) tell(observer, error);
      return error;
    }
  };
  const plan = (error: UnleashError | undefined) => {
    if (signal.aborted) return;
    failures = error === undefined ? 0 : failures + 1;
    // A refused token is no passing weakness of the server: trying again at once would not help.
    if (error === undefined || error.code === 'UNAUTHORIZED') quickTries = 0;
    const delay = nextDelay(error, { intervalMs, jitterMs, quickTries, failures, random });
    quickTries = Math.max(0, quickTries - 1);
    if (delay !== undefined) cancelNext = scheduler.after(delay, () => void refresh());
  };
  const refresh = (): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    cancelNext();
    underWay ??= fetchOnce().then((error) => {
      underWay = undefined;
      plan(error);
    });
    return underWay;
  };

  void refresh();
  return {
    refresh,
    stop() {
      cancelNext();
      controller.abort(new UnleashError('ABORTED', 'fetching flags was stopped'));
    },
  };
}

const toError = (thrown: unknown): UnleashError =>
  thrown instanceof UnleashError
    ? thrown
    : new UnleashError('UNAVAILABLE', 'fetching flags failed', { cause: thrown });

/** An observer that throws loses what it was told; the next fetch comes all the same. */
function tell(observer: SourceObserver, error: UnleashError): void {
  try {
    observer.fault(error);
  } catch {
    // There is nobody left to tell.
  }
}
