/** Runs a task for each item, so many at a time, and settles when all have ended. */
export async function inBatches<T>(
  items: Iterable<T>,
  size: number,
  task: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const work = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await task(next.value);
  };
  await Promise.all(Array.from({ length: size }, work));
}
