/** The part of `process` that tells of its end. */
type Host = Pick<NodeJS.Process, 'pid' | 'on' | 'prependListener' | 'off' | 'kill' | 'listenerCount'>;

/** What a client does when the process is about to end; both settle within seconds and never reject. */
export interface ExitTasks {
  /** Reports what is counted. */
  flush(): Promise<unknown>;
  /** Reports what is counted and stops for good. */
  end(): Promise<unknown>;
}

/** One watch for all clients of a process: a signal is raised again only when all of them are through. */
interface Watch {
  readonly tasks: Set<ExitTasks>;
  stop(): void;
}

/** On the process, so that a copy of this library loaded in another way shares the watch. */
const WATCH = Symbol.for('unleash-client.exit');

const signals = ['SIGTERM', 'SIGINT'] as const;

/**
 * Flushes when the process is about to end: naturally, by SIGTERM or by SIGINT. A signal is raised again afterwards, so
 * that the process ends as it would have, unless the application listens to it too and decides itself. `process.exit`
 * leaves no time for anything. Returns what calls it off; on runtimes without `process` there is nothing to watch.
 */
export function flushOnExit(tasks: ExitTasks, host: Host | undefined = globalThis.process): () => void {
  if (host === undefined) return () => undefined;
  const watched = host as Host & { [WATCH]?: Watch };
  const watch = watched[WATCH] ?? startWatch(watched);
  watch.tasks.add(tasks);
  return () => {
    if (watch.tasks.delete(tasks) && watch.tasks.size === 0) watch.stop();
  };
}

function startWatch(host: Host & { [WATCH]?: Watch }): Watch {
  const tasks = new Set<ExitTasks>();
  const onEnd = () => {
    for (const { end } of [...tasks]) void end();
  };
  const onSignal = (signal: NodeJS.Signals) => {
    // Off first: a second signal ends the process at once, as impatient people expect.
    ignoreSignals();
    // Asked now: a listener that the application added for once is gone when the flushes are through.
    const isOurs = host.listenerCount(signal) === 0;
    const flushes = [...tasks].map(({ flush }) => flush());
    void Promise.allSettled(flushes).then(() => {
      if (isOurs) host.kill(host.pid, signal);
    });
  };
  const ignoreSignals = () => {
    for (const signal of signals) host.off(signal, onSignal);
  };
  const watch: Watch = {
    tasks,
    stop() {
      host.off('beforeExit', onEnd);
      ignoreSignals();
      delete host[WATCH];
    },
  };
  host.on('beforeExit', onEnd);
  // Before the application's own listeners, which may count themselves out as they run.
  for (const signal of signals) host.prependListener(signal, onSignal);
  Object.defineProperty(host, WATCH, { value: watch, configurable: true, enumerable: false });
  return watch;
}
