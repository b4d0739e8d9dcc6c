import type { FlagUsage } from '../usage/usage';
import { jsonSize } from './json-size';

/** Keys, punctuation and two numbers of a flag, and one number of a variant: `":{"yes":…,"no":…,"variants":{}},`. */
const FLAG_BYTES = 80;
const VARIANT_BYTES = 24;

interface UsagePart {
  readonly bytes: number;
  readonly name: string;
  readonly counts: FlagUsage;
}

/**
 * One flag's usage with its size, as a whole where that fits into `maxBytes`, else spread by its variants. The times on
 * and off go with the first part; the sum of all parts is the whole.
 */
export function* usageParts(name: string, counts: FlagUsage, maxBytes: number): Generator<UsagePart> {
  const head = printedSize(name) + FLAG_BYTES;
  const sizes = Array.from(counts.variants.keys(), (variant) => printedSize(variant) + VARIANT_BYTES);
  const whole = sizes.reduce((sum, size) => sum + size, head);
  if (whole <= maxBytes || sizes.length < 2) {
    yield { bytes: whole, name, counts };
    return;
  }
  let part = { yes: counts.yes, no: counts.no, variants: new Map<string, number>() };
  let bytes = head;
  for (const [variant, times] of counts.variants) {
    const size = printedSize(variant) + VARIANT_BYTES;
    if (bytes + size > maxBytes && part.variants.size > 0) {
      yield { bytes, name, counts: part };
      part = { yes: 0, no: 0, variants: new Map() };
      bytes = head;
    }
    part.variants.set(variant, times);
    bytes += size;
  }
  yield { bytes, name, counts: part };
}

/** Most names need no escapes: printing them only to measure would cost half of the time. */
const printedSize = (name: string): number =>
  /^[\w.-]*$/.test(name) ? name.length + 2 : jsonSize(JSON.stringify(name));
