import { isThenable } from '../is-thenable';

/** Where messages go. `console` is one. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** How severe a message must be to be logged; `silent` logs nothing. */
export type LogLevel = (typeof levels)[number];

export const logLevels: readonly LogLevel[] = levels;

/** Lets through what is severe enough. A logger that throws or rejects loses the message and disturbs nothing. */
export function createLeveledLogger(logger: Logger, level: LogLevel): Logger {
  const least = levels.indexOf(level);
  const through = (severity: keyof Logger) => (message: string) => {
    if (levels.indexOf(severity) < least) return;
    try {
      const result: unknown = logger[severity](`[unleash] ${message}`);
      if (isThenable(result)) result.then(undefined, () => undefined);
    } catch {
      // There is nowhere left to report it.
    }
  };
  return { debug: through('debug'), info: through('info'), warn: through('warn'), error: through('error') };
}
