import type { CountedFlag } from '../usage/usage';
import { appendFlag, printVariant } from './append-flag';

/**
 * A flag as it is where that fits into `maxBytes`, else spread by its variants over parts that do, or have one variant.
 * The times on and off go with the first part; the sum of all parts is the whole.
 */
export function spreadFlag(flag: CountedFlag, maxBytes: number): readonly CountedFlag[] {
  if (appendFlag('', flag).length <= maxBytes) return [flag];
  const [name, { yes, no, variants }] = flag;
  const frame = appendFlag('', [name, { yes, no, variants: new Map() }]).length;
  const parts: CountedFlag[] = [];
  let part = { yes, no, variants: new Map<string, number>() };
  let bytes = frame;
  for (const variant of variants) {
    const size = printVariant(variant).length + 1;
    if (bytes + size > maxBytes && part.variants.size > 0) {
      parts.push([name, part]);
      part = { yes: 0, no: 0, variants: new Map() };
      bytes = frame;
    }
    part.variants.set(...variant);
    bytes += size;
  }
  return [...parts, [name, part]];
}
