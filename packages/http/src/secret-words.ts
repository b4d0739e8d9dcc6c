/** Shorter values are ordinary words; masking them would only garble messages. */
const SHORTEST = 6;

/** What no message may show of secret values: each value, and each of its words (`Bearer TOKEN` → `TOKEN`). */
export function secretWords(values: Iterable<string>): readonly string[] {
  const words = [...values].flatMap((value) => [value, ...value.split(/\s+/)]);
  return [...new Set(words)].filter((word) => word.length >= SHORTEST);
}
