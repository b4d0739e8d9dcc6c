/**
 * The absolute URL of an endpoint: `endpointUrl('http://host/api', 'client/features', [['project', 'web']])` is
 * `http://host/api/client/features?project=web`. `baseUrl` has no trailing slash.
 */
export function endpointUrl(
  baseUrl: string,
  path: string,
  query: ReadonlyArray<readonly [string, string]> = [],
): string {
  const search = new URLSearchParams();
  for (const [name, value] of query) search.append(name, value);
  return query.length === 0 ? `${baseUrl}/${path}` : `${baseUrl}/${path}?${search}`;
}
