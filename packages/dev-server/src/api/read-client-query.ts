import type { ApiRequest } from './api-request';
import type { ApiToken } from './api-token';
import { type ClientQuery, parseClientQuery } from './client-query';
import { badDataReply, type Reply } from './reply';
import { resolvesSegments, specHeaderProblem } from './spec-header';

/** The filters of a request and whether its client knows segments; or the answer that refuses it. */
export function readClientQuery(
  { query: parameters, headers }: ApiRequest,
  token: ApiToken,
): { query: ClientQuery } | { refusal: Reply } {
  const header = headers['unleash-client-spec'];
  const spec = Array.isArray(header) ? header.join(', ') : header;
  const problem = specHeaderProblem(spec);
  if (problem !== undefined) return { refusal: badDataReply(problem) };
  const parsed = parseClientQuery(parameters, token, !resolvesSegments(spec));
  return 'problem' in parsed ? { refusal: badDataReply(parsed.problem) } : parsed;
}
