import type { Path } from './path';

/** What is known about the text that the flags were written in. */
export interface Origin {
  /** The line, from 1, of a node or of the nearest node above it. */
  line(path: Path): number | undefined;
  /** How a number was written: `1.10`, where the number itself is 1.1. */
  text(path: Path): string | undefined;
}

/** Flags that came as an object. */
export const noOrigin: Origin = { line: () => undefined, text: () => undefined };
