import { readFileSync } from 'node:fs';

/** How a process is doing. */
export interface ProcessWatch {
  /** The longest time, in milliseconds, for which the event loop stood still although the process had the processor. */
  longestStallMs(): number;
  /** The most memory that was resident at once, in MB. */
  peakMb(): number;
  /** Forgets the stalls until now, such as those of loading. */
  reset(): void;
}

const TICK_MS = 5;

/** Watches the event loop of this process and its memory; keeps it no longer alive. */
export function watchProcess(): ProcessWatch {
  let longest = 0;
  let [at, cpu] = [performance.now(), cpuMs()];
  setInterval(() => {
    const [now, used] = [performance.now(), cpuMs()];
    // Where other processes have the processor, a late timer says nothing about this one.
    longest = Math.max(longest, Math.min(now - at - TICK_MS, used - cpu));
    [at, cpu] = [now, used];
  }, TICK_MS).unref();
  return {
    longestStallMs: () => longest,
    peakMb,
    reset() {
      longest = 0;
      [at, cpu] = [performance.now(), cpuMs()];
    },
  };
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function peakMb(): number {
  try {
    const [, kilobytes] = readFileSync('/proc/self/status', 'utf8').match(/VmHWM:\s*(\d+)/) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) / 1024;
  } catch {
    // Not Linux, or no file can be opened any more.
  }
  // On Linux this begins with the size of the parent.
  return process.resourceUsage().maxRSS / 1024;
}
