export interface Deadline {
  readonly timeoutMs: number;
  /** What has not happened by then, for the message. Default `no answer`. */
  readonly missing?: string;
  /** Whether the process waits for it. */
  readonly holdsProcess: boolean;
}

/**
 * Gives work so many milliseconds: what it answers later is dropped, be it an error. `isOver` tells the work that nobody
 * waits for it any more.
 */
export function withDeadline<T>(
  { timeoutMs, missing = 'no answer', holdsProcess }: Deadline,
  work: (isOver: () => boolean) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let isOver = false;
    const expire = () => {
      isOver = true;
      reject(new Error(`${missing} in ${timeoutMs} ms`));
    };
    const timer = setTimeout(expire, timeoutMs);
    if (!holdsProcess) timer.unref();
    work(() => isOver)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}
