import { redact } from '@unleash-client/http';
import type { BootstrapSource } from './bootstrap-source';

const LONGEST = 200;

/** A source's name as far as it can stand in a message; takes whatever was passed for a source. */
export function sourceName(source: BootstrapSource): string {
  try {
    const name: unknown = source.name;
    if (typeof name === 'string' && name !== '') return redact(name, []).slice(0, LONGEST);
  } catch {
    // Its getter throws, or it is no object at all.
  }
  return 'a source without a name';
}
