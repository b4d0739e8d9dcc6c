import type { Route } from '../api-request';
import type { DeltaFeed } from '../delta-feed';
import { parseRevision } from '../parse-revision';
import { readClientQuery } from '../read-client-query';
import { emptyReply, jsonReply } from '../reply';

/** `GET /api/client/delta`: what has happened since the revision in `If-None-Match`, or 304. */
export const deltaRoute =
  (feed: DeltaFeed): Route =>
  (request, token) => {
    const asked = readClientQuery(request, token);
    if ('refusal' in asked) return asked.refusal;
    const events = feed.since(parseRevision(request.headers['if-none-match']), asked.query);
    if (events.length === 0) return emptyReply(304);
    return jsonReply(200, { events }, { ETag: `"${feed.revision}"` });
  };
