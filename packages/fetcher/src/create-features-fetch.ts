import {
  type ApiResponse,
  classifyStatus,
  describeFault,
  endpointUrl,
  statusError,
  UnleashError,
} from '@unleash-client/http';
import type { PollingOptions } from './create-polling-source';
import type { SourceObserver } from './source';

const PATH = 'client/features';
const WHAT = 'fetching flags';

/** Fetches once and tells the observer about an answer; resolves with the fault, if there was one, and never rejects. */
export type FeaturesFetch = () => Promise<UnleashError | undefined>;

const toFault = (thrown: unknown): UnleashError =>
  thrown instanceof UnleashError
    ? thrown
    : new UnleashError('UNAVAILABLE', `${WHAT} failed: ${describeFault(thrown)}`, { cause: thrown });

/** Creates the fetch of one running source; it remembers what was accepted last, its ETag and its text. */
export function createFeaturesFetch(
  { http, now, intervalMs, query, initial }: PollingOptions,
  observer: SourceObserver,
  signal: AbortSignal,
): FeaturesFetch {
  const endpoint = endpointUrl(http.url, PATH, query);
  let etag = initial?.endpoint === endpoint ? initial.etag : undefined;
  let text: string | undefined;

  const deliver = (response: ApiResponse): void => {
    const newEtag = response.header('etag');
    if (response.text === text) {
      etag = newEtag;
      observer.unchanged();
      return;
    }
    const verdict = observer.snapshot({
      kind: 'full',
      text: response.text,
      endpoint,
      ...(newEtag === undefined ? {} : { etag: newEtag }),
    });
    if (verdict === 'accepted') {
      etag = newEtag;
      text = response.text;
    } else if (verdict === 'resync') {
      etag = undefined;
      text = undefined;
    }
  };

  const fetchOnce = async (): Promise<UnleashError | undefined> => {
    const response = await http.request({
      method: 'GET',
      path: PATH,
      query,
      etag,
      intervalMs: intervalMs > 0 ? intervalMs : undefined,
      signal,
    });
    if (signal.aborted) return undefined;
    const status = classifyStatus(response.status);
    if (status === 'ok') deliver(response);
    else if (status === 'unchanged' && etag !== undefined) observer.unchanged();
    else return statusError(response, WHAT, now());
    return undefined;
  };

  return async () => {
    try {
      return await fetchOnce();
    } catch (thrown) {
      return toFault(thrown);
    }
  };
}
