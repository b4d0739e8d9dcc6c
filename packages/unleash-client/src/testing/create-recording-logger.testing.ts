import { expect, onTestFinished } from 'vitest';
import type { Logger } from '../report/logger';

export interface RecordingLogger extends Logger {
  /** What was logged so far, such as `warn: [unleash] …`. Reading it marks it as noticed. */
  readonly lines: readonly string[];
  /** Drops what was logged so far. */
  forget(): void;
}

/** A logger that keeps its lines. A test that ends with lines it has not looked at fails. */
export function createRecordingLogger(): RecordingLogger {
  const lines: string[] = [];
  let noticed = 0;
  const record = (severity: keyof Logger) => (message: string) => {
    lines.push(`${severity}: ${message}`);
  };
  onTestFinished(() => expect(lines.slice(noticed), 'lines that nobody looked at').toEqual([]));
  return {
    debug: record('debug'),
    info: record('info'),
    warn: record('warn'),
    error: record('error'),
    forget: () => {
      lines.length = 0;
      noticed = 0;
    },
    get lines() {
      noticed = lines.length;
      return [...lines];
    },
  };
}
