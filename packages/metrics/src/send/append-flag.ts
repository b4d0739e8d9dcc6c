import type { CountedFlag, FlagUsage } from '../usage/usage';

/** Adds a flag to the members of `toggles` in a text. What is added is ASCII: it has as many bytes as characters. */
export function appendFlag(text: string, [name, { yes, no, variants }]: CountedFlag): string {
  const key = `${text === '' ? '"' : ',"'}${escapeName(name)}`;
  const times = variants.size === 0 ? '{}' : printVariants(variants);
  // One chain that begins with the text: a member made apart would be copied once more.
  return `${text}${key}":{"yes":${yes},"no":${no},"variants":${times}}`;
}

/** Prints a variant as a member of `variants`, in ASCII too. */
export const printVariant = ([name, times]: readonly [string, number]): string =>
  `"${escapeName(name)}":${times}`;

/** One by one: an object keyed by the names could not hold all of them. */
const printVariants = (variants: FlagUsage['variants']): string =>
  `{${Array.from(variants, printVariant).join(',')}}`;

/** What JSON shows as it is. Looking costs less than printing, and nearly every name is of it. */
const PLAIN = /^[ !#-[\]-~]*$/;

const escapeName = (name: string): string =>
  PLAIN.test(name)
    ? name
    : JSON.stringify(name)
        .slice(1, -1)
        .replace(/[^ -~]/g, escapeUnit);

/** An escape stands for 16 bits; what is beyond takes two. */
const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
