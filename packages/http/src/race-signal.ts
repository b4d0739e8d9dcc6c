/**
 * Settles like `work`, or rejects with the signal's reason as soon as it is aborted, whatever `work` does then.
 * What `work` says afterwards is heard by nobody, so a late rejection harms nobody.
 */
export function raceSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    const settled = () => signal.removeEventListener('abort', giveUp);
    work.then(resolve, reject).finally(settled);
  });
}
