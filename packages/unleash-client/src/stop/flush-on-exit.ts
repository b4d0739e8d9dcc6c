/** The part of `process` that tells of its end. */
type Host = Pick<NodeJS.Process, 'pid' | 'on' | 'off' | 'kill' | 'listenerCount'>;

const signals = ['SIGTERM', 'SIGINT'] as const;

/** What to do when the process is about to end; both settle within seconds. */
export interface ExitTasks {
  /** Reports what is counted. */
  flush(): Promise<unknown>;
  /** Reports what is counted and stops for good. */
  end(): Promise<unknown>;
}

/**
 * Flushes when the process is about to end: naturally, by SIGTERM or by SIGINT. A signal is raised again afterwards, so
 * that the process ends as it would have, unless the application listens to it too and decides itself. `process.exit`
 * leaves no time for anything. Returns what takes the listeners off; on runtimes without `process` there are none.
 */
export function flushOnExit(tasks: ExitTasks, host: Host | undefined = globalThis.process): () => void {
  if (host === undefined) return () => undefined;
  const onEnd = () => {
    undo();
    void tasks.end();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    // Off first: a second signal ends the process at once, as impatient people expect.
    undo();
    void tasks.flush().finally(() => {
      if (host.listenerCount(signal) === 0) host.kill(host.pid, signal);
    });
  };
  const undo = () => {
    host.off('beforeExit', onEnd);
    for (const signal of signals) host.off(signal, onSignal);
  };
  host.on('beforeExit', onEnd);
  for (const signal of signals) host.on(signal, onSignal);
  return undo;
}
