import type { Readable } from 'node:stream';

/** The end of what a process has printed, and a way to wait for a line. */
export interface LogTail {
  /** The last lines, at most 60. */
  text(): string;
  /** Calls back once, at the first line that matches, past or future. */
  onLine(pattern: RegExp, found: () => void): void;
}

const keptLines = 60;

/** Reads the streams for ever (a full pipe would stop the process) and keeps their last lines. */
export const createLogTail = (...streams: readonly Readable[]): LogTail => {
  const lines: string[] = [];
  const waiting = new Map<RegExp, () => void>();
  const add = (line: string) => {
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    for (const [pattern, found] of waiting) {
      if (!pattern.test(line)) continue;
      waiting.delete(pattern);
      found();
    }
  };
  for (const stream of streams) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) add(part);
    });
    stream.on('end', () => {
      if (rest !== '') add(rest);
    });
  }
  return {
    text: () => lines.join('\n'),
    onLine(pattern, found) {
      if (lines.some((line) => pattern.test(line))) found();
      else waiting.set(pattern, found);
    },
  };
};
