/** Percent-encodes (UTF-8) what lies outside visible ASCII, blanks included, so that any name can be a header value. */
export function encodeHeaderValue(value: string): string {
  const wellFormed = value.replace(/\p{Surrogate}/gu, '\uFFFD');
  return wellFormed.replace(/[^\x21-\x7e]+/g, encodeURIComponent);
}
