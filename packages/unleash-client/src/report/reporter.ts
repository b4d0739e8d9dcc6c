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
  /** Like `error`, for a state that has just begun: each time is news, so that the log has the first ten. */
  errorBegins(error: UnleashError): void;
  /** Like `error`, at most once about the same thing. */
  errorOnce(about: string, error: UnleashError): void;
  /** The server takes the token: the next time it does not is news again. */
  tokenAccepted(): void;
  /** A fault is over: the next one of its kind is news again. */
  recovered(message: string): void;
  /** Says nothing from now on. */
  close(): void;
}

/** Things of one kind remembered as told. They hold names from contexts and flags, so their number needs a bound. */
const MAX_TOLD = 1000;
/** How much of such a name is remembered. */
const MAX_ABOUT = 300;
/** How many different things of one kind are logged before only the 100th, the 1000th, … is. */
const MAX_LOGGED = 10;
/** Longest message in bytes; names inside it can be a megabyte long. */
const MAX_MESSAGE = 900;
/** Errors that no answer of the server puts right. */
const OWN_ERRORS = /^error (?:STRATEGY|LISTENER|CACHE|BOOTSTRAP)/;

export function createReporter(bus: EventBus, logger: Logger): Reporter {
  const told = new Map<string, Set<string>>();
  const refusals = new Set<number | undefined>();
  let isClosed = false;
  const counts = new Map<string, number>();

  const isNews = (kind: string, about: string): boolean => {
    const things = told.get(kind) ?? new Set();
    told.set(kind, things);
    const short = about.slice(0, MAX_ABOUT);
    if (things.has(short) || things.size >= MAX_TOLD) return false;
    things.add(short);
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
    if (isClosed) return;
    const short = shorten(message);
    if (!bus.heard.warn) log('warn', kind, short, isDifferent);
    bus.emit({ eventType: 'warn', kind, message: short });
  };
  const error = (what: UnleashError, isDifferent: boolean) => {
    if (isClosed || (what.code === 'UNAUTHORIZED' && refusals.has(what.status))) return;
    if (what.code === 'UNAUTHORIZED') refusals.add(what.status);
    const kind = `${what.code} ${what.status ?? ''}`;
    if (!bus.heard.error) log('error', kind, shorten(what.message), isDifferent);
    bus.emit({ eventType: 'error', error: what });
  };

  return {
    warn: (kind, message) => warn(kind, message, false),
    warnOnce(kind, about, message) {
      if (isNews(kind, about)) warn(kind, message, true);
    },
    error: (what) => error(what, false),
    errorBegins: (what) => error(what, true),
    errorOnce(about, what) {
      if (isNews(what.code, about)) error(what, true);
    },
    tokenAccepted: () => refusals.clear(),
    recovered(message) {
      for (const key of [...counts.keys()]) {
        if (key.startsWith('error') && !OWN_ERRORS.test(key)) counts.delete(key);
      }
      if (!isClosed) logger.info(message);
    },
    close() {
      isClosed = true;
    },
  };
}

/** Cuts what nobody reads to the end. */
export function shorten(message: string): string {
  const { read } = new TextEncoder().encodeInto(message, new Uint8Array(MAX_MESSAGE));
  return read === message.length ? message : `${message.slice(0, read)}…`;
}
