import assert from 'node:assert/strict';

/** What a promise resolves with; fails with `message` when it has not settled after `timeoutMs` milliseconds. */
export async function withDeadline<T>(
  promise: PromiseLike<T>,
  timeoutMs: number,
  message: string,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const error = new assert.AssertionError({ message: `${message} after ${timeoutMs} ms` });
    timer = setTimeout(reject, timeoutMs, error);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
