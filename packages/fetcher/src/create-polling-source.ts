import {
  describeFault,
  type HttpClient,
  isFleeting,
  type Scheduler,
  UnleashError,
} from '@unleash-client/http';
import { createFeaturesFetch } from './create-features-fetch';
import { createTimerSlot } from './create-timer-slot';
import { planDelay } from './plan-delay';
import { safeObserver } from './safe-observer';
import type { RunningSource, Source, SourceObserver } from './source';

export interface PollingOptions {
  readonly http: HttpClient;
  readonly scheduler: Scheduler;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
  /** Milliseconds since 1970, for `Retry-After` dates. */
  readonly now: () => number;
  /** The time between two polls, in milliseconds; 0 = only the first fetch and `refresh()`. */
  readonly intervalMs: number;
  /** The most that chance adds to each interval, in milliseconds. */
  readonly jitterMs: number;
  /** How often a failing first fetch is repeated, 0.5 to 2 s apart, before the normal cadence begins. */
  readonly retries: number;
  /** Filters: `['project', 'web']`, `['namePrefix', 'shop.']`, `['tag', 'team:web']`. */
  readonly query?: ReadonlyArray<readonly [string, string]> | undefined;
  /** The version that is known already, from a cache; asked about only if its endpoint is this source's own. */
  readonly initial?: { readonly etag: string; readonly endpoint: string } | undefined;
}

const startPolling = (options: PollingOptions, observer: SourceObserver): RunningSource => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const safe = safeObserver(observer, () => signal.aborted);
  const timer = createTimerSlot(options.scheduler);
  const fetchFeatures = createFeaturesFetch(options, safe, signal);
  let inFlight: Promise<void> | undefined;
  let failures = 0;
  let quickTries = options.retries;

  /** Plans the next fetch; returns in how many milliseconds it will come, if at all. */
  const planNext = (error: UnleashError | undefined): number | undefined => {
    const quick = error !== undefined && quickTries > 0 && isFleeting(error);
    quickTries = quick ? quickTries - 1 : 0;
    // All tries of the first fetch count as one poll.
    if (!quick) failures = error === undefined ? 0 : failures + 1;
    const delayMs = planDelay({ ...options, error, quick, failures });
    if (delayMs !== undefined) timer.set(delayMs, () => void poll());
    return delayMs;
  };

  const runOnce = async (): Promise<void> => {
    timer.clear();
    const error = await fetchFeatures();
    if (!signal.aborted) {
      const retryInMs = tryToPlan(error);
      // Told while this fetch still counts as under way: an observer that refreshes on every fault causes no storm.
      if (error !== undefined) safe.fault(error, retryInMs);
    }
    inFlight = undefined;
  };
  const tryToPlan = (error: UnleashError | undefined): number | undefined => {
    try {
      return planNext(error);
    } catch (cause) {
      const message = `the scheduler threw: ${describeFault(cause)}`;
      safe.fault(new UnleashError('INVALID_OPTION', message, { cause }));
      return undefined;
    }
  };

  const poll = (): Promise<void> => {
    if (signal.aborted) return Promise.resolve();
    inFlight ??= runOnce();
    return inFlight;
  };

  void poll();
  return {
    refresh: poll,
    stop: () => {
      stopping.abort();
      timer.clear();
    },
  };
};

/**
 * Polls `client/features`: a first fetch at once, then one request per interval, with ETags, jitter and backoff.
 * It goes on through every fault, 401 and 403 included, and the first success restores the normal cadence.
 */
export function createPollingSource(options: PollingOptions): Source {
  return { start: (observer) => startPolling(options, observer) };
}
