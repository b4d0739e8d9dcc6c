import { createHash } from 'node:crypto';
import type { Contents } from '../../store/contents';
import type { FlagStore } from '../../store/flag-store';
import type { Route } from '../api-request';
import { readClientQuery } from '../read-client-query';
import { emptyReply, jsonReply } from '../reply';
import { selectFeatures } from '../select-features';

/** `GET /api/client/features`: flags and segments, or 304 for a client that has this revision already. */
export function featuresRoute(store: FlagStore): Route {
  const fingerprintOf = createFingerprint();
  return (request, token) => {
    const asked = readClientQuery(request, token);
    if ('refusal' in asked) return asked.refusal;
    const { query } = asked;
    const { contents, revision } = store;
    const queryHash = hash(`${JSON.stringify(query)} ${fingerprintOf(contents)}`);
    const etag = `"${queryHash}:${revision}:v1"`;
    if (request.headers['if-none-match'] === etag) return emptyReply(304);
    const answer = {
      version: 2,
      features: selectFeatures(contents, query),
      query,
      ...(!query.inlineSegmentConstraints && { segments: [...contents.segments.values()] }),
      meta: { revisionId: revision, etag, queryHash },
    };
    return jsonReply(200, answer, { ETag: etag });
  };
}

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/**
 * Revisions start anew with each process, so that the ETag of one run could fit other flags in the next. A hash of what
 * is served tells them apart.
 */
function createFingerprint(): (contents: Contents) => string {
  const known = new WeakMap<Contents, string>();
  return (contents) => {
    const found =
      known.get(contents) ?? hash(JSON.stringify([[...contents.flags.values()], [...contents.segments]]));
    known.set(contents, found);
    return found;
  };
}
