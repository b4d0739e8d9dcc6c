import {
  classifyStatus,
  endpointUrl,
  type HttpClient,
  statusError,
  UnleashError,
} from '@unleash-client/http';
import type { SourceObserver } from './source';

/** The endpoint of whole sets of flags, below the API's address. */
export const FEATURES_PATH = 'client/features';

export interface FeaturesOptions {
  readonly http: HttpClient;
  /** The filters: `project`, `namePrefix`, `tag`. Default none. */
  readonly query?: ReadonlyArray<readonly [string, string]> | undefined;
  /** How often the flags are asked for, in milliseconds, for the header `unleash-interval`; `0`: it is not sent. */
  readonly intervalMs: number;
  readonly now: () => number;
  /** The ETag of flags that the observer already has; sent only to the endpoint it came from. */
  readonly initial?: { readonly etag: string; readonly endpoint: string } | undefined;
}

/** Fetches the flags once; resolves when the observer has them, rejects with the reason why not. */
export type FetchFeatures = (observer: SourceObserver, signal: AbortSignal) => Promise<void>;

/** Makes the fetch of one source; it remembers the ETag of the flags that were last accepted. */
export function createFetchFeatures({ http, query, intervalMs, now, initial }: FeaturesOptions): FetchFeatures {
  const endpoint = endpointUrl(http.url, FEATURES_PATH, query);
  let etag = initial?.endpoint === endpoint ? initial.etag : undefined;
  let accepted: string | undefined;

  const take = (observer: SourceObserver, text: string, newEtag: string | undefined) => {
    // The same bytes under another ETag, or without one, are not worth parsing.
    const outcome = text === accepted ? 'same' : observer.snapshot(toSnapshot(text, newEtag));
    if (outcome === 'same') observer.unchanged();
    if (outcome === 'accepted' || outcome === 'same') {
      accepted = text;
      etag = newEtag;
    } else if (outcome === 'resync') {
      accepted = undefined;
      etag = undefined;
    }
  };
  const toSnapshot = (text: string, newEtag: string | undefined) => ({
    kind: 'full' as const,
    text,
    endpoint,
    ...(newEtag === undefined ? {} : { etag: newEtag }),
  });

  return async (observer, signal) => {
    const response = await http.request({
      method: 'GET',
      path: FEATURES_PATH,
      query,
      etag,
      signal,
      ...(intervalMs > 0 ? { intervalMs } : {}),
    });
    if (signal.aborted) return;
    const status = classifyStatus(response.status);
    if (status !== 'ok' && status !== 'unchanged') throw statusError(response, 'fetching flags', now());
    try {
      if (status === 'unchanged') observer.unchanged();
      else take(observer, response.text, response.header('etag'));
    } catch (cause) {
      throw new UnleashError('INVALID_PAYLOAD', 'the flags that arrived could not be taken in', { cause });
    }
  };
}
