/** Shorter values are ordinary words; masking them would only garble messages. */
const SHORTEST = 6;

/** The texts in header values that no message may show: each value, and each of its words (`Bearer TOKEN` → `TOKEN`). */
export function headerSecrets(headers: Readonly<Record<string, string>>): readonly string[] {
  const words = Object.values(headers).flatMap((value) => [value, ...value.split(/\s+/)]);
  return [...new Set(words)].filter((word) => word.length >= SHORTEST);
}
