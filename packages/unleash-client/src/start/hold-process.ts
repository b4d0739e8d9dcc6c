/** Often enough for any timer; nothing happens then. */
const A_DAY_MS = 86_400_000;

/** Keeps the process alive until a promise has settled, for those who await it. */
export async function holdProcess<T>(promise: Promise<T>): Promise<T> {
  const timer = setInterval(() => undefined, A_DAY_MS);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
}
