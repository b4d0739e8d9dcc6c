/** Whether there is a connection, for those who wait for it. */
export interface Readiness {
  opened(): void;
  failed(fault: unknown): void;
  /** Waits for what the first try comes to; rejects at once when the last one failed. */
  wait(): Promise<void>;
}

interface Waiter {
  resolve(): void;
  reject(fault: unknown): void;
}

export function createReadiness(): Readiness {
  let fault: { readonly reason: unknown } | undefined;
  let waiters: Waiter[] = [];
  const release = (tell: (waiter: Waiter) => void) => {
    const released = waiters;
    waiters = [];
    released.forEach(tell);
  };
  return {
    opened() {
      fault = undefined;
      release((waiter) => waiter.resolve());
    },
    failed(reason) {
      fault = { reason };
      release((waiter) => waiter.reject(reason));
    },
    wait: () =>
      fault === undefined
        ? new Promise((resolve, reject) => waiters.push({ resolve, reject }))
        : Promise.reject(fault.reason),
  };
}
