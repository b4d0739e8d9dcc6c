import type { EventBus, WarningKind } from '@unleash-client/events';
import type { UnleashError } from '@unleash-client/http';
import type { Logger } from './logger';

/** Says what is wrong: as events, and in the log as far as nobody listens. */
export interface Reporter {
  /** Something is odd. */
  warn(kind: WarningKind, message: string): void;
  /** Like `warn`, at most once about the same thing: evaluations meet the same problem thousands of times a second. */
  warnOnce(kind: WarningKind, about: string, message: string): void;
  /** Something failed. A refused token is told once until the server answers again, however many requests it spoils. */
  error(error: UnleashError): void;
  /** Like `error`, at most once about the same thing. */
  errorOnce(about: string, error: UnleashError): void;
  /** A fault is over: the next one of its kind is news again. */
  recovered(message: string): void;
}

/** Things remembered as told. They hold names from contexts and flags, so their number needs a bound. */
const MAX_TOLD = 1000;
/** How many different things of one kind are logged before only the 100th, the 1000th, … is. */
const MAX_LOGGED = 10;
/** Longest message; names inside it can be a megabyte long. */
const MAX_MESSAGE = 900;
/** Errors of the application's own code, which no answer of the server puts right. */
const OWN_ERRORS = /^error (?:STRATEGY|LISTENER|CACHE)/;

export function createReporter(bus: EventBus, logger: Logger): Reporter {
  const told = new Set<string>();
  let isTokenRefused = false;
  const counts = new Map<string, number>();

  const isNews = (about: string): boolean => {
    if (told.has(about) || told.size >= MAX_TOLD) return false;
    told.add(about);
    return true;
  };
  /** Logs the 1st, 10th, 100th, … time of a kind, and of different things their first ten. */
  const log = (severity: 'warn' | 'error', kind: string, message: string, isDifferent: boolean) => {
    const key = `${severity} ${kind}`;
    const times = (counts.get(key) ?? 0) + 1;
    counts.set(key, times);
    const isDue = Number.isInteger(Math.log10(times)) || (isDifferent && times <= MAX_LOGGED);
    if (!isDue) return;
    logger[severity](times === 1 || isDifferent ? message : `${message} (${times} times so far)`);
  };
  const warn = (kind: WarningKind, message: string, isDifferent: boolean) => {
    const short = shorten(message);
    if (!bus.isHeard('warn')) log('warn', kind, short, isDifferent);
    bus.emit({ eventType: 'warn', kind, message: short });
  };
  const error = (what: UnleashError, isDifferent: boolean) => {
    if (what.code === 'UNAUTHORIZED') {
      if (isTokenRefused) return;
      isTokenRefused = true;
    }
    const kind = `${what.code} ${what.status ?? ''}`;
    if (!bus.isHeard('error')) log('error', kind, shorten(what.message), isDifferent);
    bus.emit({ eventType: 'error', error: what });
  };

  return {
    warn: (kind, message) => warn(kind, message, false),
    warnOnce(kind, about, message) {
      if (isNews(`warn ${kind} ${about}`)) warn(kind, message, true);
    },
    error: (what) => error(what, false),
    errorOnce(about, what) {
      if (isNews(`error ${about}`)) error(what, true);
    },
    recovered(message) {
      isTokenRefused = false;
      for (const key of [...counts.keys()]) {
        if (key.startsWith('error') && !OWN_ERRORS.test(key)) counts.delete(key);
      }
      logger.info(message);
    },
  };
}

/** Cuts what nobody reads to the end. */
export const shorten = (message: string): string =>
  message.length <= MAX_MESSAGE ? message : `${message.slice(0, MAX_MESSAGE)}…`;
