import { createHash } from 'node:crypto';

/** Who wrote a text, and as which of his texts. */
export interface Stamp {
  readonly writer: string;
  readonly number: number;
}

/** A text that proves itself whole: who wrote it, some filling, and a hash over both. */
export function stampText({ writer, number }: Stamp, length: number): string {
  const text = `${writer} ${number} ${'x'.repeat(length)}`;
  return `${text} ${hashOf(text)}`;
}

/** Reads the stamp of a whole text; `undefined` for a torn one. */
export function readStamp(text: string): Stamp | undefined {
  const end = text.lastIndexOf(' ');
  const content = text.slice(0, end);
  if (hashOf(content) !== text.slice(end + 1)) return undefined;
  const [writer = '', number = ''] = content.split(' ', 2);
  return { writer, number: Number(number) };
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
