import { describeFailure, raceSignal, safeCause, UnleashError } from '@unleash-client/http';
import type { BootstrapSource, LoadOptions } from './bootstrap-source';
import { sourceName } from './source-name';

/**
 * Asks a source for its flags. Rejects with `BOOTSTRAP` only, whatever the source threw, and as soon as the signal is
 * aborted; the message names the source and holds no secret. What the text says is not looked at.
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
  if (typeof text === 'string') return text;
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
