import { isFleeting } from '@unleash-client/http';
import { createTimerSlot } from '../create-timer-slot';
import type { Failure } from '../failure';
import type { FetchMode } from '../parse-fetch-mode';
import { planTimer } from '../plan-timer';
import { safeObserver } from '../safe-observer';
import type { RunningSource, SourceObserver } from '../source';
import { createFlagsFetch } from './create-flags-fetch';
import type { FlagsEndpoint } from './flags-endpoint';
import { planDelay } from './plan-delay';
import type { PollingOptions } from './polling-options';

/** Polls an endpoint: a first fetch at once, then one per interval, through every fault. */
export function startPoller(
  options: PollingOptions,
  endpoint: FlagsEndpoint,
  observer: SourceObserver,
  onFetchMode: (mode: FetchMode) => void = () => undefined,
): RunningSource {
  const stopping = new AbortController();
  const { signal } = stopping;
  const safe = safeObserver(observer, () => signal.aborted);
  const timer = createTimerSlot(options.scheduler);
  const fetchFlags = createFlagsFetch({ ...options, endpoint, observer: safe, signal, onFetchMode });
  let inFlight: Promise<void> | undefined;
  let failures = 0;
  let quickTries = options.retries;

  const nextDelayMs = (failure: Failure | undefined): number | undefined => {
    const isQuick = failure !== undefined && !failure.isKnown && quickTries > 0 && isFleeting(failure.error);
    quickTries = isQuick ? quickTries - 1 : 0;
    // All tries of the first fetch count as one poll.
    if (!isQuick) failures = failure === undefined ? 0 : failures + 1;
    return planDelay({ ...options, error: failure?.error, quick: isQuick, failures });
  };

  const runOnce = async (): Promise<void> => {
    timer.clear();
    const failure = await fetchFlags();
    if (!signal.aborted) {
      const retryInMs = planTimer(
        timer,
        () => nextDelayMs(failure),
        () => void poll(),
        safe,
      );
      // Told while this fetch still counts as under way: an observer that refreshes on every fault causes no storm.
      if (failure !== undefined && !failure.isKnown) safe.fault(failure.error, retryInMs);
    }
    inFlight = undefined;
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
}
