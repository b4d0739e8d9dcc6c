import { createHook } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Holdings } from './soak-message';

/** What is counted as a handle, as Node.js calls it. Timers and files that only wait to be collected come and go. */
const handleTypes: ReadonlySet<string> = new Set([
  ...['TCPWRAP', 'TLSWRAP', 'PIPEWRAP', 'FSEVENTWRAP', 'STATWATCHER', 'FILEHANDLE', 'Immediate'],
]);

/** Watches what a process holds from now on. */
export interface HoldingsWatch {
  /** Collects garbage until no more is found, and counts what is left. */
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
      const heapBytes = await collectGarbage();
      const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
      return { heapBytes, timers: timers.size, handles: handles.size, listeners };
    },
  };
}

const MOST_ROUNDS = 8;

/** The bytes in use once collecting frees hardly any more. */
async function collectGarbage(): Promise<number> {
  let used = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    globalThis.gc?.();
    // Sockets and files are let go of in turns of their own.
    await delay(5);
    const now = process.memoryUsage().heapUsed;
    if (now > used - 10_000) return Math.min(now, used);
    used = now;
  }
  return used;
}
