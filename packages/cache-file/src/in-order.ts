type Tails = Map<string, Promise<unknown>>;

/** On the global object, so that those of a copy of this library that was loaded in another way wait their turn too. */
const TAILS = Symbol.for('unleash-client.cache-file.tails');

function tailsOfProcess(): Tails {
  const host = globalThis as { [TAILS]?: Tails };
  if (host[TAILS] === undefined) Object.defineProperty(host, TAILS, { value: new Map() });
  return host[TAILS] as Tails;
}

/** Runs the tasks for a file one after the other in the order of these calls, those of all caches in this process. */
export function inOrder<T>(path: string, task: () => Promise<T>): Promise<T> {
  const tails = tailsOfProcess();
  const result = (tails.get(path) ?? Promise.resolve()).then(task);
  const tail = result
    .catch(() => undefined)
    .finally(() => {
      if (tails.get(path) === tail) tails.delete(path);
    });
  tails.set(path, tail);
  return result;
}

/** Settles when the tasks have ended that are under way now for files whose path begins so. */
export async function underWay(prefix: string): Promise<void> {
  const ofPrefix = [...tailsOfProcess()].filter(([path]) => path.startsWith(prefix));
  await Promise.all(ofPrefix.map(([, tail]) => tail));
}
