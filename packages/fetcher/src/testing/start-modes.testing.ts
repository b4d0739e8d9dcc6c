import { createModeSource } from '../modes/create-mode-source';
import type { ModeChange } from '../modes/mode';
import type { ModeOptions } from '../modes/mode-options';
import type { RunningModeSource } from '../modes/start-modes';
import type { SourceObserver } from '../source';
import { createManualScheduler, type ManualScheduler } from './manual-scheduler.testing';
import { type RecordingObserver, recordingObserver } from './recording-observer.testing';
import type { ScriptedHttp } from './scripted-http.testing';
import { turn } from './turn.testing';

export interface ModesUnderTest {
  readonly http: ScriptedHttp;
  readonly running: RunningModeSource;
  readonly scheduler: ManualScheduler;
  readonly observer: RecordingObserver;
  /** The changes of mode: `streaming → polling: REASON`. */
  readonly changes: readonly string[];
  /** The paths that were polled. */
  readonly polled: () => readonly string[];
  /** Moves the clock on, in steps of 100 ms, and lets happen what follows. */
  pass(durationMs: number): Promise<void>;
}

/** Starts a source with a mode on a manual clock, polling every 15 s, without chance unless told otherwise. */
export function startModes(
  http: ScriptedHttp,
  options: Partial<ModeOptions> = {},
  observer: RecordingObserver = recordingObserver(),
  wrap: (observer: SourceObserver) => SourceObserver = (same) => same,
): ModesUnderTest {
  const scheduler = createManualScheduler();
  const changes: string[] = [];
  const source = createModeSource({
    http,
    scheduler,
    random: () => 0,
    now: () => scheduler.nowMs,
    intervalMs: 15_000,
    jitterMs: 0,
    retries: 0,
    mode: 'streaming',
    onMode: ({ from, to, reason }: ModeChange) => void changes.push(`${from} → ${to}: ${reason}`),
    ...options,
  });
  return {
    http,
    running: source.start(wrap(observer)),
    scheduler,
    observer,
    changes,
    polled: () => http.requests.map(({ path }) => path.replace('client/', '')),
    async pass(durationMs) {
      await turn();
      for (let passed = 0; passed < durationMs; passed += 100) {
        scheduler.pass(Math.min(100, durationMs - passed));
        await turn();
      }
    },
  };
}
