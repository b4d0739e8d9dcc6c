import type { Scheduler } from '@unleash-client/http';

/** A promise's value, or `undefined` once the time is up. Rejects as the promise does, as long as there is time. */
export function within<T>(promise: Promise<T>, timeMs: number, scheduler: Scheduler): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = scheduler.after(timeMs, () => resolve(undefined));
    promise.then(resolve, reject).finally(cancel);
  });
}
