import { type ApiResponse, classifyStatus, endpointUrl, statusError } from '@unleash-client/http';
import { type Failure, NOT_USABLE } from '../failure';
import { type FetchMode, parseFetchMode } from '../parse-fetch-mode';
import type { SourceObserver, Verdict } from '../source';
import { toFault } from '../to-fault';
import type { FlagsEndpoint } from './flags-endpoint';
import type { PollingOptions } from './polling-options';

const WHAT = 'fetching flags';

/** Fetches once and tells the observer about an answer; resolves with a failure, if there was one, and never rejects. */
export type FlagsFetch = () => Promise<Failure | undefined>;

export interface FlagsFetchOptions
  extends Pick<PollingOptions, 'http' | 'now' | 'intervalMs' | 'query' | 'initial'> {
  readonly endpoint: FlagsEndpoint;
  readonly observer: SourceObserver;
  readonly signal: AbortSignal;
  /** The server would like to be asked in another way. */
  readonly onFetchMode: (mode: FetchMode) => void;
}

/** Creates the fetch of one running source; it remembers what was accepted last: its ETag, and a full text. */
export function createFlagsFetch(options: FlagsFetchOptions): FlagsFetch {
  const { http, now, intervalMs, query, initial, observer, signal, onFetchMode } = options;
  const { path, kind } = options.endpoint;
  const endpoint = endpointUrl(http.url, path, query);
  let etag = initial?.endpoint === endpoint ? initial.etag : undefined;
  let text: string | undefined;

  const deliver = (response: ApiResponse): Verdict => {
    const newEtag = response.header('etag');
    if (response.text === text) {
      etag = newEtag;
      observer.unchanged();
      return 'accepted';
    }
    const verdict = observer.snapshot({
      kind,
      text: response.text,
      endpoint,
      ...(newEtag === undefined ? {} : { etag: newEtag }),
    });
    if (verdict === 'accepted') {
      etag = newEtag;
      // The same changes again are not the same flags: others may have come in between.
      if (kind === 'full') text = response.text;
    } else if (verdict === 'resync' || kind === 'delta') {
      etag = undefined;
      text = undefined;
    }
    return verdict;
  };

  const fetchOnce = async (): Promise<Failure | undefined> => {
    const asked = etag;
    const response = await http.request({
      method: 'GET',
      path,
      query,
      etag,
      intervalMs: intervalMs > 0 ? intervalMs : undefined,
      signal,
    });
    if (signal.aborted) return undefined;
    const status = classifyStatus(response.status);
    let verdict: Verdict = 'accepted';
    if (status === 'ok') verdict = deliver(response);
    else if (status === 'unchanged' && asked !== undefined) observer.unchanged();
    else return { error: statusError(response, WHAT, now()) };
    const wished = parseFetchMode(response.header('fetch-mode'));
    if (wished !== undefined && !signal.aborted) onFetchMode(wished);
    if (kind === 'full' || verdict === 'accepted' || signal.aborted) return undefined;
    // Without an ETag the server sends everything. Where that was refused, nothing better is to be had.
    return verdict === 'resync' && asked !== undefined ? fetchOnce() : NOT_USABLE;
  };

  return async () => {
    try {
      return await fetchOnce();
    } catch (thrown) {
      return { error: toFault(thrown, WHAT) };
    }
  };
}
