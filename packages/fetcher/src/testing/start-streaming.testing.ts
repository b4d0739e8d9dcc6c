import type { RunningSource, SourceObserver } from '../source';
import { createStreamingSource } from '../streaming/create-streaming-source';
import type { StreamingOptions } from '../streaming/streaming-options';
import { createManualScheduler, type ManualScheduler } from './manual-scheduler.testing';
import { type RecordingObserver, recordingObserver } from './recording-observer.testing';
import { type ScriptedHttp, scriptedHttp } from './scripted-http.testing';

export interface StreamingUnderTest {
  readonly http: ScriptedHttp;
  readonly running: RunningSource;
  readonly scheduler: ManualScheduler;
  readonly observer: RecordingObserver;
}

/** Starts a stream on a manual clock, without chance unless told otherwise. */
export function startStreaming(
  options: Partial<StreamingOptions> = {},
  observer: RecordingObserver = recordingObserver(),
  wrap: (observer: SourceObserver) => SourceObserver = (same) => same,
): StreamingUnderTest {
  const http = scriptedHttp({});
  const scheduler = createManualScheduler();
  const defaults = { random: () => 0, now: () => scheduler.nowMs };
  const source = createStreamingSource({ http, scheduler, ...defaults, ...options });
  return { http, scheduler, observer, running: source.start(wrap(observer)) };
}
