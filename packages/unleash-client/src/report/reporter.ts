import type { EventBus } from '@unleash-client/events';
import type { UnleashError } from '@unleash-client/http';
import type { Logger } from './logger';

/** Says what is wrong: as events, and in the log as far as nobody listens. */
export interface Reporter {
  /** Something is odd. `kind` is what the same problem always has in common. */
  warn(kind: string, message: string): void;
  /** Like `warn`, at most once for each kind. For what evaluations meet, which could be thousands a second. */
  warnOnce(kind: string, message: string): void;
  error(error: UnleashError): void;
  /** Like `error`, at most once for each kind. */
  errorOnce(kind: string, error: UnleashError): void;
  /** A note for those who watch what the client does. */
  debug(message: string): void;
}

/** Different kinds remembered. Kinds can hold names from contexts and flags, so their number needs a bound. */
const MAX_KINDS = 1000;
/** Longest message; names inside it can be a megabyte long. */
const MAX_MESSAGE = 900;

export function createReporter(bus: EventBus, logger: Logger): Reporter {
  const seen = new Map<string, number>();
  const count = (kind: string): number => {
    const key = seen.has(kind) || seen.size < MAX_KINDS ? kind : 'others';
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times;
  };
  /** Logs the 1st, 10th, 100th, … time of a kind, so that a fault that stays does not flood the log. */
  const log = (severity: 'warn' | 'error', kind: string, message: string) => {
    const times = count(`${severity} ${kind}`);
    if (!Number.isInteger(Math.log10(times))) return;
    logger[severity](times === 1 ? message : `${message} (${times} times so far)`);
  };
  const warn = (kind: string, message: string) => {
    const short = shorten(message);
    if (!bus.isHeard('warn')) log('warn', kind, short);
    bus.emit({ eventType: 'warn', kind, message: short });
  };
  const error = (what: UnleashError, kind = `${what.code} ${what.status ?? ''}`) => {
    if (!bus.isHeard('error')) log('error', kind, shorten(what.message));
    bus.emit({ eventType: 'error', error: what });
  };
  return {
    warn,
    warnOnce(kind, message) {
      if (count(`once ${kind}`) === 1) warn(kind, message);
    },
    error: (what) => error(what),
    errorOnce(kind, what) {
      if (count(`once ${kind}`) === 1) error(what, kind);
    },
    debug: (message) => logger.debug(message),
  };
}

const shorten = (message: string): string =>
  message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE)}…`;
