/** A task that runs at most once at a time. */
export interface CoalescedTask {
  /** Runs the task, or joins the run under way. */
  run(): Promise<void>;
  /** As `run`; a run under way is followed by another one, since it may have begun too early. */
  runAnew(): Promise<void>;
  /** No run follows the one under way. */
  stop(): void;
}

/** Makes many wishes for the same task one run, or two where the first may have missed what is new. */
export function coalesce(task: () => Promise<void>): CoalescedTask {
  let running: Promise<void> | undefined;
  let isOutdated = false;
  let isStopped = false;

  const runToEnd = async (): Promise<void> => {
    do {
      isOutdated = false;
      await task();
    } while (isOutdated && !isStopped);
    running = undefined;
  };
  const run = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    running ??= runToEnd();
    return running;
  };
  return {
    run,
    runAnew() {
      isOutdated = true;
      return run();
    },
    stop() {
      isStopped = true;
    },
  };
}
