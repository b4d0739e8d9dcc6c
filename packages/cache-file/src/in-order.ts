const tails = new Map<string, Promise<unknown>>();

/** Runs the tasks for a file one after the other in the order of these calls, those of all caches in this process. */
export function inOrder<T>(path: string, task: () => Promise<T>): Promise<T> {
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
  await Promise.all([...tails].filter(([path]) => path.startsWith(prefix)).map(([, tail]) => tail));
}
