import type { EventBus } from '@unleash-client/events';
import type { Mode, ModeChange } from '@unleash-client/fetcher';
import type { Reporter } from '../report/reporter';

/** How the flags are kept fresh: what the application wants, and word of what comes of it. */
export interface Modes {
  /** What the application asked for last. */
  wanted: Mode;
  /** The mode in use has changed. */
  readonly changed: (change: ModeChange) => void;
}

/** What `mode` events say of a change that the application made itself. */
export const SET_BY_APPLICATION = 'setMode was called';

export function createModes(wanted: Mode, bus: EventBus, reporter: Reporter): Modes {
  return {
    wanted,
    changed({ from, to, reason }) {
      bus.emit({ eventType: 'mode', from, to, reason });
      // Once: what was asked for is tried again and again, and fails again.
      if (to === 'polling' && reason !== SET_BY_APPLICATION) {
        reporter.warnOnce('mode', `from ${from}`, `${from} gives way to polling: ${reason}`);
      }
    },
  };
}
