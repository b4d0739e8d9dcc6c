import cluster, { type Worker } from 'node:cluster';
import { EventEmitter, once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { WorkerMessage, WorkerSettings } from './worker-message';

/** The workers of this process, and what they tell. */
export interface Fleet {
  readonly workers: readonly Worker[];
  /** Forks a worker; resolves with what it says when it has its flags. */
  start(): Promise<Extract<WorkerMessage, { kind: 'started' }>>;
  /** Resolves when each of so many workers has said that the flag is on, or off. */
  allSay(isOn: boolean): Promise<void>;
  /** Kills a worker as kill -9 does. */
  kill(worker: Worker): Promise<void>;
  stop(): Promise<void>;
}

export function createFleet(settings: WorkerSettings): Fleet {
  cluster.setupPrimary({ exec: fileURLToPath(new URL('../dist/worker.js', import.meta.url)) });
  const workers: Worker[] = [];
  const answers = new Map<Worker, boolean>();
  const news = new EventEmitter();
  news.setMaxListeners(0);

  const gone = async (worker: Worker, signal: NodeJS.Signals) => {
    workers.splice(workers.indexOf(worker), 1);
    answers.delete(worker);
    const exited = once(worker, 'exit');
    worker.process.kill(signal);
    await exited;
  };

  return {
    workers,
    async start() {
      const worker = cluster.fork(settings);
      workers.push(worker);
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'changed') answers.set(worker, message.isOn);
        news.emit('message');
      });
      const [started] = await Promise.race([
        once(worker, 'message'),
        once(worker, 'exit').then(() => Promise.reject(new Error('a worker ended before it had flags'))),
      ]);
      return started;
    },
    async allSay(isOn) {
      while (!workers.every((worker) => answers.get(worker) === isOn)) await once(news, 'message');
    },
    kill: (worker) => gone(worker, 'SIGKILL'),
    async stop() {
      await Promise.all([...workers].map((worker) => gone(worker, 'SIGTERM')));
    },
  };
}
