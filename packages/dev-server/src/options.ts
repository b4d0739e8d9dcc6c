import { fileURLToPath } from 'node:url';
import { type ApiToken, parseToken } from './api/api-token';
import { DevServerError } from './dev-server-error';
import type { FlagsInput } from './flags-input';
import { describeValue } from './input/expect-node';
import { defaultHistoryLimit } from './store/flag-store';

/** Where the dev server's few lines go. */
export interface DevServerLogger {
  info(message: string): void;
  warn(message: string): void;
}

/** Options of {@link startDevServer}. */
export interface DevServerOptions {
  /** A YAML or JSON file, or the flags themselves. */
  readonly flags: string | URL | FlagsInput;
  /** Defaults to 4242, where Unleash itself listens; 0 picks a free one. */
  readonly port?: number;
  /** Defaults to `127.0.0.1`, which other machines cannot reach. */
  readonly host?: string;
  /** Tokens that clients may use, `project:environment.secret`; defaults to `*:development.dev-token`. */
  readonly tokens?: readonly string[];
  /** Whether a change of the file is served within half a second; defaults to `true`. */
  readonly watch?: boolean;
  /** Whether there is `client/delta`; defaults to `true`. The open-source server has none. */
  readonly delta?: boolean;
  /** Whether there is `client/streaming`; defaults to `true`. The open-source server has none. */
  readonly streaming?: boolean;
  /** How many changes are remembered; a client that has missed more gets all flags. Defaults to 1,000. */
  readonly deltaHistory?: number;
  /** The time between two comments that keep a stream open, in milliseconds; defaults to 30,000. */
  readonly keepAliveMs?: number;
  /** Defaults to `console.warn` for warnings, and silence for the rest. */
  readonly logger?: DevServerLogger;
}

/** The options with all defaults filled in. */
export interface ResolvedOptions {
  readonly file: string | undefined;
  readonly input: unknown;
  readonly port: number;
  readonly host: string;
  readonly tokens: readonly ApiToken[];
  readonly watch: boolean;
  readonly delta: boolean;
  readonly streaming: boolean;
  readonly deltaHistory: number;
  readonly keepAliveMs: number;
  readonly logger: DevServerLogger;
}

/** The port and the token that clients of a local server are usually set up with. */
export const defaultPort = 4242;
export const defaultToken = '*:development.dev-token';

/** As often as Edge does. */
const defaultKeepAliveMs = 30_000;

const largestHistory = 1_000_000;

/** The longest that a timer takes, in milliseconds. */
const longestDelay = 2 ** 31 - 1;

const defaultLogger: DevServerLogger = { info: () => undefined, warn: (message) => console.warn(message) };
const names = [
  ...['flags', 'port', 'host', 'tokens', 'watch'],
  ...['delta', 'streaming', 'deltaHistory', 'keepAliveMs', 'logger'],
];

/** @throws DevServerError `INVALID_OPTIONS` that says what is wrong with which option. */
export function resolveOptions(options: DevServerOptions): ResolvedOptions {
  const unknown = Object.keys(options).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw invalid(`there is no option ${unknown}; the options are ${names.join(', ')}`);
  const { flags, port = defaultPort, host = '127.0.0.1', tokens = [defaultToken] } = options;
  const { watch = true, delta = true, streaming = true, logger = defaultLogger } = options;
  const { deltaHistory = defaultHistoryLimit, keepAliveMs = defaultKeepAliveMs } = options;
  const isPath = typeof flags === 'string' || flags instanceof URL;
  if (!isPath && (typeof flags !== 'object' || flags === null))
    throw expected('flags', 'a file or an object', flags);
  expectWhole('port', port, 0, 65535);
  if (typeof host !== 'string' || host === '') throw expected('host', 'an address or a name', host);
  expectBoolean('watch', watch);
  expectBoolean('delta', delta);
  expectBoolean('streaming', streaming);
  expectWhole('deltaHistory', deltaHistory, 0, largestHistory);
  expectWhole('keepAliveMs', keepAliveMs, 1, longestDelay, 'a whole number of milliseconds');
  if (typeof logger?.info !== 'function' || typeof logger.warn !== 'function') {
    throw expected('logger', 'an object with info and warn', logger);
  }
  const file = flags instanceof URL ? fileURLToPath(flags) : flags;
  return {
    file: typeof file === 'string' ? file : undefined,
    input: file,
    port,
    host,
    tokens: resolveTokens(tokens),
    watch,
    delta,
    streaming,
    deltaHistory,
    keepAliveMs,
    logger,
  };
}

function expectBoolean(name: string, value: unknown): void {
  if (typeof value !== 'boolean') throw expected(name, 'true or false', value);
}

function expectWhole(name: string, value: number, least: number, most: number, what = 'a whole number') {
  if (!Number.isInteger(value) || value < least || value > most)
    throw expected(name, `${what} from ${least} to ${most}`, value);
}

function resolveTokens(tokens: unknown): ApiToken[] {
  if (!Array.isArray(tokens) || tokens.length === 0)
    throw expected('tokens', 'a list of at least one token', tokens);
  return tokens.map((text: unknown, index) => {
    const token = typeof text === 'string' ? parseToken(text.trim()) : undefined;
    // What was given is not repeated here: it may be a real secret with a slip in it.
    if (token === undefined) throw invalid(`tokens[${index}] must look like project:environment.secret`);
    return token;
  });
}

const invalid = (message: string) => new DevServerError('INVALID_OPTIONS', message);

const expected = (name: string, what: string, value: unknown) =>
  invalid(`${name} must be ${what}, got ${describeValue(value)}`);
