import type { SourceObserver } from '../source';
import type { ModeOptions } from './mode-options';
import { type RunningModeSource, startModes } from './start-modes';

/** A source whose mode can change while it runs. */
export interface ModeSource {
  start(observer: SourceObserver): RunningModeSource;
}

/**
 * Keeps flags fresh by polling, delta or a stream, and by polling where the server offers nothing else or a stream fails
 * again and again; what was asked for is tried again after 5 minutes, later after an hour. A stream that has brought
 * nothing within a second is helped out by polls until it does.
 */
export function createModeSource(options: ModeOptions): ModeSource {
  return { start: (observer) => startModes(options, observer) };
}
