import type { UnleashError } from '@unleash-client/http';
import { isMissing } from '../is-missing';
import type { FetchMode } from '../parse-fetch-mode';
import { DELTA } from '../polling/flags-endpoint';
import { startPoller } from '../polling/start-poller';
import type { RunningSource, SourceObserver } from '../source';
import { startStream } from '../streaming/start-stream';
import type { Mode } from './mode';
import type { ModeOptions } from './mode-options';

/** What may be asked for instead of polling: delta or a stream. */
export interface Primary extends RunningSource {
  /** Whether it is at work, so that nothing else is needed for fresh flags. */
  readonly isLive: boolean;
  /** Makes it bring everything: the observer has flags that did not come from it. */
  startOver(): void;
}

export interface PrimaryHooks {
  /** What it brought is in use. */
  readonly onDelivered: () => void;
  /** The server does not have it. */
  readonly onMissing: (reason: string) => void;
  /** A stream has ended, or was not opened. */
  readonly onLost: (error: UnleashError) => void;
  /** The server would like to be asked in another way. */
  readonly onFetchMode: (mode: FetchMode) => void;
}

/** Starts delta or a stream. A server without it is told to the hooks, not to the observer. */
export function startPrimary(
  mode: Exclude<Mode, 'polling'>,
  options: ModeOptions,
  observer: SourceObserver,
  hooks: PrimaryHooks,
): Primary {
  const attentive: SourceObserver = {
    ...observer,
    snapshot: (snapshot) => {
      const verdict = observer.snapshot(snapshot);
      if (verdict === 'accepted') hooks.onDelivered();
      return verdict;
    },
  };
  return mode === 'delta'
    ? startDelta(options, attentive, hooks)
    : startStream(options, attentive, {
        onFetchMode: hooks.onFetchMode,
        onLost: ({ error }) => {
          // Servers also forbid the streams that are switched off; a token that may do nothing is told by polling.
          if (error.status === 403 || isMissing(error))
            hooks.onMissing(noEndpoint('client/streaming', error));
          else hooks.onLost(error);
        },
      });
}

function startDelta(options: ModeOptions, observer: SourceObserver, hooks: PrimaryHooks): Primary {
  const poller = startPoller(options, DELTA, {
    ...observer,
    fault: (error, retryInMs) => {
      if (isMissing(error)) hooks.onMissing(noEndpoint(DELTA.path, error));
      else observer.fault(error, retryInMs);
    },
  });
  return { isLive: true, startOver: () => undefined, refresh: poller.refresh, stop: poller.stop };
}

const noEndpoint = (path: string, { status }: UnleashError): string =>
  `the server offers no ${path} (status ${status})`;
