import type { ApiToken } from './api-token';

/** What a client asks for; repeated in the answer, in this order of keys. */
export interface ClientQuery {
  /** Any of these, as `[type, value]`. */
  readonly tag?: readonly (readonly [type: string, value: string])[];
  /** Any of these. */
  readonly project?: readonly string[];
  readonly namePrefix?: string;
  readonly environment?: string;
  readonly inlineSegmentConstraints: boolean;
}

/** Reads the filters of a request. As on a server, the token's project goes before the one asked for. */
export function parseClientQuery(
  parameters: URLSearchParams,
  { project, environment }: ApiToken,
  inlineSegmentConstraints: boolean,
): { query: ClientQuery } | { problem: string } {
  const tags = parameters.getAll('tag').filter((tag) => tag !== '');
  const wrong = tags.findIndex((tag) => !/^[^:]+:./s.test(tag));
  if (wrong >= 0)
    return { problem: `"tag[${wrong}]" with value "${tags[wrong]}" fails to match the tag pattern` };
  const projects =
    project === undefined ? parameters.getAll('project').filter((name) => name !== '') : [project];
  const [namePrefix = '', ...others] = parameters.getAll('namePrefix');
  if (others.length > 0) return { problem: '"namePrefix" must be a string' };
  const query: ClientQuery = {
    ...(tags.length > 0 && { tag: tags.map(splitTag) }),
    ...(projects.length > 0 && { project: projects }),
    ...(namePrefix !== '' && { namePrefix }),
    ...(environment !== undefined && { environment }),
    inlineSegmentConstraints,
  };
  return { query };
}

function splitTag(tag: string): readonly [string, string] {
  const colon = tag.indexOf(':');
  return [tag.slice(0, colon), tag.slice(colon + 1)];
}
