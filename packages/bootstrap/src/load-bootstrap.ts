import {
  DEFAULT_BODY_LIMITS,
  describeFailure,
  raceSignal,
  safeCause,
  UnleashError,
} from '@unleash-client/http';
import type { BootstrapSource, LoadOptions } from './bootstrap-source';
import { sourceName } from './source-name';

/**
 * Asks a source for its flags. Rejects with `BOOTSTRAP` only, whatever the source threw, and as soon as the signal is
 * aborted, and for a text that holds no flags; the message names the source and holds no secret.
 */
export async function loadBootstrap(source: BootstrapSource, options: LoadOptions = {}): Promise<string> {
  let text: unknown;
  try {
    text = await ask(source, options);
  } catch (thrown) {
    const cause = causeOf(thrown);
    const message = `bootstrap from ${sourceName(source)} failed: ${describeFailure(thrown)}`;
    throw new UnleashError('BOOTSTRAP', message, cause === undefined ? {} : { cause });
  }
  if (typeof text === 'string') return checkFlags(text, source, options);
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

function checkFlags(text: string, source: BootstrapSource, { limits }: LoadOptions): string {
  const { inflatedBytes } = { ...DEFAULT_BODY_LIMITS, ...limits };
  // No character is less than a byte. Reading a text takes several times its size.
  const flaw =
    text.length > inflatedBytes
      ? `it has ${text.length} characters, more than ${inflatedBytes} bytes, the limit inflatedBytes`
      : findFlaw(text);
  if (flaw === undefined) return text;
  throw new UnleashError('BOOTSTRAP', `bootstrap from ${sourceName(source)} holds no flags: ${flaw}`);
}

/** Why a text is no set of flags. The parser's own message would quote the text, which may be anything. */
function findFlaw(text: string): string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return `it is no JSON, but ${text.length} characters of something else`;
  }
  const features = (body as { readonly features?: unknown } | null)?.features;
  return Array.isArray(features) ? undefined : 'it has no list called features';
}
