import {
  createScheduler,
  type FetchTextOptions,
  fetchText,
  isFleeting,
  quickDelay,
  UnleashError,
} from '@unleash-client/http';

export interface RetriedRequest extends FetchTextOptions {
  readonly timeoutMs: number;
  /** How many tries may follow the first. */
  readonly retries: number;
}

/**
 * Fetches a text, and tries again after faults that may pass: 0.5 to 2 s later, or when the server says with `Retry-After`;
 * not at all where that is longer than a request may take.
 */
export async function fetchWithRetries(url: URL, request: RetriedRequest): Promise<string> {
  for (let left = request.retries; left >= 1; left -= 1) {
    try {
      return await fetchText(url, request);
    } catch (error) {
      if (request.signal?.aborted || !isWorthWaiting(error, request)) throw error;
      await pause(Math.max(quickDelay(Math.random), error.retryAfterMs ?? 0), request);
    }
  }
  return fetchText(url, request);
}

const isWorthWaiting = (error: unknown, { timeoutMs }: RetriedRequest): error is UnleashError =>
  error instanceof UnleashError && isFleeting(error) && (error.retryAfterMs ?? 0) <= timeoutMs;

/** Waits, but not for ever on behalf of a caller who has left. */
function pause(delayMs: number, { signal, holdsProcess = true }: FetchTextOptions): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = createScheduler({ holdsProcess }).after(delayMs, end);
    signal?.addEventListener('abort', end, { once: true });
  });
}
