import { createHook } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Holdings } from './soak-message';

/** What is counted as a handle, as Node.js calls it. Timers and files that only wait to be collected come and go. */
const handleTypes: ReadonlySet<string> = new Set([
  ...['TCPWRAP', 'TLSWRAP', 'PIPEWRAP', 'FSEVENTWRAP', 'STATWATCHER', 'FILEHANDLE', 'Immediate'],
]);

/** Watches what a process holds from now on. */
export interface HoldingsWatch {
  /** Looks several times, collecting garbage in between, and tells the least it saw: what is under way comes and goes. */
  take(): Promise<Holdings>;
}

export function watchHoldings(): HoldingsWatch {
  const timers = new Set<number>();
  const handles = new Set<number>();
  // Other than the process's own lists, it also knows what does not keep the process alive.
  createHook({
    init(id, type) {
      if (type === 'Timeout') timers.add(id);
      else if (handleTypes.has(type)) handles.add(id);
    },
    destroy(id) {
      timers.delete(id);
      handles.delete(id);
    },
  }).enable();
  return {
    async take() {
      const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
      const looks: Omit<Holdings, 'listeners'>[] = [];
      for (let look = 0; look < LOOKS; look += 1) {
        globalThis.gc?.();
        // Sockets and files are let go of in turns of their own.
        await delay(LOOK_MS);
        looks.push({
          heapBytes: process.memoryUsage().heapUsed,
          timers: timers.size,
          handles: handles.size,
        });
      }
      const least = (figure: keyof (typeof looks)[number]) => Math.min(...looks.map((look) => look[figure]));
      return {
        heapBytes: least('heapBytes'),
        timers: least('timers'),
        handles: least('handles'),
        listeners,
      };
    },
  };
}

/** Requests that are answered on this machine end within one or two looks. */
const LOOKS = 8;
const LOOK_MS = 10;
