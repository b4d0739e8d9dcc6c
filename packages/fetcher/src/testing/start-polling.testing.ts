import type { HttpClient } from '@unleash-client/http';
import { createDeltaSource } from '../polling/create-delta-source';
import { createPollingSource } from '../polling/create-polling-source';
import type { PollingOptions } from '../polling/polling-options';
import type { RunningSource, Source, SourceObserver } from '../source';
import { createManualScheduler, type ManualScheduler } from './manual-scheduler.testing';
import { type RecordingObserver, recordingObserver } from './recording-observer.testing';

export interface PollingUnderTest {
  readonly running: RunningSource;
  readonly scheduler: ManualScheduler;
  readonly observer: RecordingObserver;
  /** Waits for the fetch under way, if there is one, and then for `polls` more, each at its time; answers the delays. */
  polls(polls: number): Promise<number[]>;
  /** Resolves when the fetch under way has ended. */
  settled(): Promise<void>;
}

/** Starts polling every 1000 ms without jitter, retries or chance, unless told otherwise. */
export function startPolling(
  http: HttpClient,
  options: Partial<PollingOptions> = {},
  observer: RecordingObserver = recordingObserver(),
  wrap: (observer: SourceObserver) => SourceObserver = (same) => same,
  create: (options: PollingOptions) => Source = createPollingSource,
): PollingUnderTest {
  const scheduler = createManualScheduler();
  const defaults = { random: () => 0, now: () => 0, intervalMs: 1000, jitterMs: 0, retries: 0 };
  const source = create({ http, scheduler, ...defaults, ...options });
  const running = source.start(wrap(observer));
  let first = true;
  // A fetch is under way right after the start and right after a timer has run: `refresh` then joins it.
  const settled = async () => {
    if (first) await running.refresh();
    first = false;
  };
  const polls = async (count: number) => {
    await settled();
    const delays: number[] = [];
    for (let poll = 0; poll < count; poll += 1) {
      delays.push(scheduler.runNext());
      await running.refresh();
    }
    return delays;
  };
  return { running, scheduler, observer, polls, settled };
}

/** Starts a delta source in the same way. */
export const startDelta = (
  http: HttpClient,
  options: Partial<PollingOptions> = {},
  observer: RecordingObserver = recordingObserver(),
): PollingUnderTest => startPolling(http, options, observer, undefined, createDeltaSource);
