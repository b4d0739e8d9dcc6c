import type { IncomingHttpHeaders } from 'node:http';
import type { ApiToken } from './api-token';
import type { Reply } from './reply';

/** A request, after its body has been read. */
export interface ApiRequest {
  readonly method: string;
  /** Without the query and without a slash at the end. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** `null` when it was larger than servers take. */
  readonly body: string | null;
}

/** Answers the requests of one endpoint that came with a good token. */
export type Route = (request: ApiRequest, token: ApiToken) => Reply;
