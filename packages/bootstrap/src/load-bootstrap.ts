import {
  DEFAULT_BODY_LIMITS,
  describeFailure,
  raceSignal,
  safeCause,
  UnleashError,
} from '@unleash-client/http';
import type { BootstrapSource, LoadOptions } from './bootstrap-source';
import { sourceName } from './source-name';

/** Flags as a source gave them, and what their text says. */
export interface ParsedBootstrap {
  readonly text: string;
  readonly body: { readonly features: readonly unknown[] };
}

/**
 * Asks a source for its flags. Rejects with `BOOTSTRAP` only, whatever the source threw, and as soon as the signal is
 * aborted, and for a text that holds no flags; the message names the source and holds no secret.
 */
export async function loadBootstrap(source: BootstrapSource, options: LoadOptions = {}): Promise<string> {
  const { text } = await readBootstrap(source, options);
  return text;
}

/** Like `loadBootstrap`, with what the text says, for those who need that too: parsing a large text takes its time. */
export async function readBootstrap(
  source: BootstrapSource,
  options: LoadOptions = {},
): Promise<ParsedBootstrap> {
  let text: unknown;
  try {
    text = await ask(source, options);
  } catch (thrown) {
    const cause = causeOf(thrown);
    const message = `bootstrap from ${sourceName(source)} failed: ${describeFailure(thrown)}`;
    throw new UnleashError('BOOTSTRAP', message, cause === undefined ? {} : { cause });
  }
  if (typeof text === 'string') return readFlags(text, source, options);
  const given = text === null ? 'null' : typeof text;
  throw new UnleashError('BOOTSTRAP', `bootstrap from ${sourceName(source)} must be a text, got ${given}`);
}

async function ask(source: BootstrapSource, options: LoadOptions): Promise<string> {
  const { signal } = options;
  signal?.throwIfAborted();
  const answer = Promise.resolve(source.load(options));
  return signal === undefined ? answer : raceSignal(answer, signal);
}

/** Errors of our own hold no secrets and know a status; of all others a copy without secrets. */
function causeOf(thrown: unknown): Error | undefined {
  try {
    return thrown instanceof UnleashError ? thrown : safeCause(thrown);
  } catch {
    return undefined;
  }
}

function readFlags(text: string, source: BootstrapSource, { limits }: LoadOptions): ParsedBootstrap {
  const { inflatedBytes } = { ...DEFAULT_BODY_LIMITS, ...limits };
  // No character is less than a byte. Reading a text takes several times its size.
  const body =
    text.length > inflatedBytes
      ? `it has ${text.length} characters, more than ${inflatedBytes} bytes, the limit inflatedBytes`
      : parse(text);
  if (typeof body !== 'string') return { text, body };
  throw new UnleashError('BOOTSTRAP', `bootstrap from ${sourceName(source)} holds no flags: ${body}`);
}

/** What a text says, or why it is no set of flags. The parser's own message would quote the text, which may be anything. */
function parse(text: string): ParsedBootstrap['body'] | string {
  let body: Partial<ParsedBootstrap['body']> | null;
  try {
    body = JSON.parse(text);
  } catch {
    return `it is no JSON, but ${text.length} characters of something else`;
  }
  const features = body?.features;
  return Array.isArray(features) ? (body as ParsedBootstrap['body']) : 'it has no list called features';
}
