import { describeFailure, safeCause, UnleashError } from '@unleash-client/http';
import type { BootstrapSource, LoadOptions } from './bootstrap-source';

/**
 * Asks a source for its flags. Rejects with `BOOTSTRAP` only, whatever the source threw; the message names the source and
 * holds no secret. What the text says is not looked at.
 */
export async function loadBootstrap(source: BootstrapSource, options: LoadOptions = {}): Promise<string> {
  let text: unknown;
  try {
    text = await source.load(options);
  } catch (thrown) {
    const cause = thrown instanceof UnleashError ? thrown : safeCause(thrown);
    const message = `bootstrap from ${nameOf(source)} failed: ${describeFailure(thrown)}`;
    throw new UnleashError('BOOTSTRAP', message, cause === undefined ? {} : { cause });
  }
  if (typeof text === 'string') return text;
  throw new UnleashError('BOOTSTRAP', `bootstrap from ${nameOf(source)} is no text, but ${typeof text}`);
}

const LONGEST_NAME = 200;

/** A source's name, as far as it can stand in a message. */
export const nameOf = ({ name }: BootstrapSource): string =>
  typeof name === 'string' && name !== '' ? name.slice(0, LONGEST_NAME) : 'a source without a name';
