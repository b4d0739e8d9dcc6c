import { cpuSince } from '../cpu-since';

/** CPU time that a task costs this process, garbage collection and compilation included, in nanoseconds. */
export function cpuTimeOf(task: () => void): number {
  const start = process.cpuUsage();
  task();
  return cpuSince(start) * 1e6;
}
