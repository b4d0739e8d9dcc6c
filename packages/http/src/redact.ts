const MASK = '***';

/** Shapes that are secret wherever they turn up: URL credentials, authorization schemes, Unleash API tokens. */
const SECRET_SHAPES: ReadonlyArray<readonly [RegExp, string]> = [
  [/(\/\/)[^/?#\s]*@/g, `$1${MASK}@`],
  [/\b(Basic|Bearer|Token)\s+[\w.~+/:*-]{6,}=*/gi, `$1 ${MASK}`],
  [/[\w*[\]-]+:[\w*-]+\.[\w-]{16,}/g, MASK],
];

/** Replaces every given secret in a text by `***`, and whatever has the shape of a token or of URL credentials. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of [...secrets].sort((a, b) => b.length - a.length)) {
    if (secret !== '') clean = clean.replaceAll(secret, MASK);
  }
  for (const [shape, mask] of SECRET_SHAPES) clean = clean.replace(shape, mask);
  return clean;
}
