/** CPU time that a task costs this process, garbage collection and compilation included, in nanoseconds. */
export function cpuTimeOf(task: () => void): number {
  const before = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) * 1000;
}
