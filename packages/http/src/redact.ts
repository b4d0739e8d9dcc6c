const MASK = '***';
/** Longer texts are cut: finding shapes in megabytes takes seconds, and nobody reads them. */
const LONGEST = 10_000;

/** Shapes that are secret wherever they turn up: URL credentials, authorization schemes, Unleash API tokens. */
const SECRET_SHAPES: ReadonlyArray<readonly [RegExp, string]> = [
  [/(\/\/)[^/?#\s]*@/g, `$1${MASK}@`],
  [/\b(Basic|Bearer|Token)\s+[\w.~+/:*-]{6,}=*/gi, `$1 ${MASK}`],
  // Looks behind, so that a long run of letters is read once and not from each of its letters.
  [/(?<![\w*[\]-])[\w*[\]-]+:[\w*-]+\.[\w-]{16,}/g, MASK],
];

/**
 * Replaces every given secret in a text by `***`, and whatever has the shape of a token or of URL credentials. Cuts the
 * text after 10,000 characters.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret !== '') clean = clean.replaceAll(secret, MASK);
  }
  // Cut behind the known secrets: half of one would not be found.
  clean = clean.slice(0, LONGEST);
  for (const [shape, mask] of SECRET_SHAPES) clean = clean.replace(shape, mask);
  return clean;
}
