import { FEATURES } from '../polling/flags-endpoint';
import { startPoller } from '../polling/start-poller';
import type { RunningSource, SourceObserver } from '../source';
import type { Mode } from './mode';
import type { ModeOptions } from './mode-options';
import { type Primary, type PrimaryHooks, startPrimary } from './start-primary';

/** What feeds an observer: polling, delta or a stream, or polling until one of those delivers. */
export interface Feed {
  /** Polling, where it is going on. */
  readonly poller: RunningSource | undefined;
  /** Delta or the stream, where there is one. */
  readonly primary: Primary | undefined;
  /** Starts polling, unless it is going on; it ends when the primary delivers. */
  poll(): RunningSource;
  /** Starts delta or a stream; what was there before has been dropped. */
  begin(mode: Exclude<Mode, 'polling'>): void;
  /** Ends delta or the stream. */
  drop(): void;
  stop(): void;
}

/**
 * Creates a feed that keeps two sources from mixing: whatever comes first from a primary is everything, and from then on
 * no poll is heard; after a poll was accepted, a stream brings everything again. Hooks are called for the primary in use.
 */
export function createFeed(options: ModeOptions, observer: SourceObserver, hooks: PrimaryHooks): Feed {
  let poller: RunningSource | undefined;
  let primary: Primary | undefined;
  let { initial } = options;

  const heard: SourceObserver = {
    ...observer,
    snapshot: (snapshot) => {
      // From now on the observer may have another version than the one it started with.
      initial = undefined;
      return observer.snapshot(snapshot);
    },
  };
  const polled: SourceObserver = {
    ...heard,
    snapshot: (snapshot) => {
      const verdict = heard.snapshot(snapshot);
      if (verdict === 'accepted') primary?.startOver();
      return verdict;
    },
  };
  const beside: SourceObserver = {
    ...heard,
    // Where polls help out, it is their outcome that counts.
    fault: (error, retryInMs) => {
      if (poller === undefined) observer.fault(error, retryInMs);
    },
  };
  const endPolling = () => {
    const ended = poller;
    poller = undefined;
    ended?.stop();
  };
  const drop = () => {
    const dropped = primary;
    primary = undefined;
    dropped?.stop();
  };

  return {
    get poller() {
      return poller;
    },
    get primary() {
      return primary;
    },
    poll() {
      poller ??= startPoller({ ...options, initial }, FEATURES, polled, hooks.onFetchMode);
      return poller;
    },
    begin(mode) {
      const ifInUse =
        <T extends unknown[]>(hook: (...args: T) => void) =>
        (...args: T) => {
          if (primary === mine) hook(...args);
        };
      const known = poller === undefined ? initial : undefined;
      const mine = startPrimary(mode, { ...options, initial: known }, beside, {
        onDelivered: ifInUse(() => {
          endPolling();
          hooks.onDelivered();
        }),
        onMissing: ifInUse(hooks.onMissing),
        onLost: ifInUse(hooks.onLost),
        onFetchMode: ifInUse(hooks.onFetchMode),
      });
      primary = mine;
    },
    drop,
    stop() {
      drop();
      endPolling();
    },
  };
}
