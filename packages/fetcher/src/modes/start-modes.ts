import { describeFault, UnleashError } from '@unleash-client/http';
import { createTimerSlot } from '../create-timer-slot';
import type { FetchMode } from '../parse-fetch-mode';
import { planTimer } from '../plan-timer';
import { safeObserver } from '../safe-observer';
import type { RunningSource, SourceObserver } from '../source';
import { createFailureCount } from './create-failure-count';
import { createFeed } from './create-feed';
import type { Mode } from './mode';
import type { ModeOptions } from './mode-options';
import { planRest } from './plan-rest';

/** How long a first stream has to bring flags before they are polled as well. */
const START_GRACE_MS = 1000;
/** How long a stream that was lost has to come back; chance adds as much, as all clients of a server lose theirs at once. */
const LOSS_GRACE_MS = 5000;
/** What worked this long was worth trying, so that the next rest is a short one. */
const STEADY_MS = 600_000;
/** How long a server's wish for polling stands before its wish for a stream is heard: they may come from two servers. */
const WISH_MS = 5000;

/** A source at work whose mode can change. */
export interface RunningModeSource extends RunningSource {
  /** The mode in use: `polling` also while what was asked for is not to be had. */
  readonly mode: Mode;
  /**
   * Changes the mode; nothing happens when it is in use. The flags stay as they are until the new mode has brought all of
   * them. `reason` is what `onMode` is told; default `setMode was called`.
   */
  setMode(mode: Mode, reason?: string): void;
}

export function startModes(options: ModeOptions, observer: SourceObserver): RunningModeSource {
  const { now, random } = options;
  let isStopped = false;
  let wanted = options.mode;
  let mode = options.mode;
  let triedAtMs = now();
  let tries = 0;
  let polledByWishAtMs: number | undefined;
  let hasDelivered = false;
  const safe = safeObserver(observer, () => isStopped);
  const grace = createTimerSlot(options.scheduler);
  const resting = createTimerSlot(options.scheduler);
  const failures = createFailureCount();

  const change = (to: Mode, reason: string): void => {
    if (to === mode) return;
    const from = mode;
    mode = to;
    if (isStopped) return;
    try {
      options.onMode?.({ from, to, reason });
    } catch (cause) {
      const message = `an observer of modes threw: ${describeFault(cause)}`;
      safe.fault(new UnleashError('LISTENER', message, { cause }));
    }
  };

  const feed = createFeed(options, safe, {
    onDelivered: () => {
      hasDelivered = true;
      failures.interrupt();
      grace.clear();
      change(wanted, `${wanted} works again`);
    },
    onMissing: (reason) => fallBack(reason),
    onLost: (error) => {
      if (failures.add(now())) fallBack(`streaming failed again and again: ${error.message}`);
      else if (!hasDelivered) poll();
      else if (feed.poller === undefined && !grace.isSet) pollAfter(LOSS_GRACE_MS * (1 + random()));
    },
    onFetchMode: (wish) => heed(wish),
  });

  const poll = () => {
    grace.clear();
    return feed.poll();
  };
  const pollAfter = (delayMs: number) => {
    if (planTimer(grace, () => delayMs, poll, safe) === undefined) poll();
  };

  /** Tries what is wanted. */
  const begin = () => {
    drop();
    if (wanted === 'polling') return void poll();
    triedAtMs = now();
    feed.begin(wanted);
    if (wanted === 'streaming' && feed.poller === undefined) pollAfter(START_GRACE_MS);
  };
  const drop = () => {
    grace.clear();
    resting.clear();
    failures.clear();
    hasDelivered = false;
    polledByWishAtMs = undefined;
    feed.drop();
  };
  const fallBack = (reason: string, isWish = false): void => {
    if (now() - triedAtMs >= STEADY_MS) tries = 0;
    const restMs = planRest(isWish ? Number.POSITIVE_INFINITY : tries, random);
    tries += 1;
    drop();
    poll();
    if (isWish) polledByWishAtMs = now();
    planTimer(resting, () => restMs, begin, safe);
    change('polling', reason);
  };
  const heed = (wish: FetchMode): void => {
    if (wanted !== 'streaming') return;
    if (wish === 'polling' && feed.primary !== undefined) fallBack('the server asked for polling', true);
    if (wish === 'streaming' && polledByWishAtMs !== undefined && now() - polledByWishAtMs >= WISH_MS)
      begin();
  };

  /** Whom to ask for fresh flags. */
  const feeding = (): RunningSource => {
    const { primary } = feed;
    return mode === 'polling' || !primary?.isLive ? poll() : primary;
  };

  begin();
  return {
    get mode() {
      return mode;
    },
    async refresh() {
      if (isStopped) return;
      const first = feeding();
      await first.refresh();
      // What was asked may have been replaced meanwhile, by polling or by the stream.
      const next = isStopped ? first : feeding();
      if (next !== first) await next.refresh();
    },
    setMode(next, reason = 'setMode was called') {
      if (isStopped) return;
      wanted = next;
      tries = 0;
      if (next !== mode) begin();
      else if (next === 'polling') drop();
      change(next, reason);
    },
    stop() {
      isStopped = true;
      grace.clear();
      resting.clear();
      feed.stop();
    },
  };
}
