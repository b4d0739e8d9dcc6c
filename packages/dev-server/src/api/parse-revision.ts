/**
 * The revision in `If-None-Match` or `Last-Event-ID`: a number, in quotes as Unleash writes it, without as Edge does,
 * or marked weak by a proxy. `undefined` for anything else.
 */
export function parseRevision(header: string | string[] | undefined): number | undefined {
  const [, , digits] = /^\s*(?:W\/)?("?)(\d{1,15})\1\s*$/.exec(String(header)) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
