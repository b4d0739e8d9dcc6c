/** One request of a client and the status it got. */
export interface RecordedRequest {
  readonly path: string;
  readonly status: number;
}

/** The built-in fetch, with a record of what it did and a way to wait for the next answer. */
export const createRecordingFetch = () => {
  const requests: RecordedRequest[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const recordingFetch: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : String(input));
    requests.push({ path: url.pathname, status: response.status });
    for (const { count, resolve } of waiting) if (requests.length >= count) resolve();
    return response;
  };
  return {
    fetch: recordingFetch,
    requests: requests as readonly RecordedRequest[],
    /** Resolves once that many answers have arrived; rejects when they take longer than `timeoutMs`. */
    untilCount: (count: number, timeoutMs: number) =>
      new Promise<void>((resolve, reject) => {
        if (requests.length >= count) return resolve();
        const deadline = setTimeout(
          () => reject(new Error(`${requests.length} of ${count} requests within ${timeoutMs} ms`)),
          timeoutMs,
        );
        waiting.push({
          count,
          resolve: () => {
            clearTimeout(deadline);
            resolve();
          },
        });
      }),
  };
};
