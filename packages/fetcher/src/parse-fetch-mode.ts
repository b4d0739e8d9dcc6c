/** How a server may ask to be asked. */
export type FetchMode = 'polling' | 'streaming';

/** Reads a server's wish from the header `fetch-mode` or the data of an event, JSON or not; undefined for anything else. */
export function parseFetchMode(text: string | undefined): FetchMode | undefined {
  const word = text?.trim().replace(/^"(.*)"$/, '$1');
  return word === 'polling' || word === 'streaming' ? word : undefined;
}
