/** How a text became bytes: UTF-8, or UTF-16 for one with lone surrogates, which UTF-8 cannot hold. */
export type Encoding = 'utf8' | 'utf16le';

/** What the last line of a file says of the text before it. */
export interface Trailer {
  readonly encoding: Encoding;
  readonly byteLength: number;
  /** Of the text's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** No trailer is longer, in bytes. */
export const LONGEST_TRAILER = 128;

const TRAILER = /\nunleash-cache\/1 (utf8|utf16le) (\d{1,15}) ([0-9a-f]{64})\n$/;

/** Prints what ends a file. */
export const formatTrailer = ({ encoding, byteLength, sha256 }: Trailer): string =>
  `\nunleash-cache/1 ${encoding} ${byteLength} ${sha256}\n`;

/** How large the file of a text is. */
export const fileSize = (text: Omit<Trailer, 'sha256'>): number =>
  text.byteLength + formatTrailer({ ...text, sha256: ''.padEnd(64) }).length;

/** Reads the end of a file of `size` bytes; `undefined` for one that was cut off, or is of another format. */
export function parseTrailer(end: string, size: number): Trailer | undefined {
  const [line = '', encoding, digits, sha256 = ''] = TRAILER.exec(end) ?? [];
  const byteLength = Number(digits);
  if (byteLength + line.length !== size) return undefined;
  return { encoding: encoding === 'utf16le' ? 'utf16le' : 'utf8', byteLength, sha256 };
}
