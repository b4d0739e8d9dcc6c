/** The random end of a secret is enough to find it, however the rest of it was encoded. */
const TAIL = 20;

/** The names of the secrets that a text holds, as they are, encoded for addresses, in Base64 anywhere, or backwards. */
export function findSecrets(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.keys(secrets).filter((name) =>
    formsOf(secrets[name] ?? '').some((form) => text.includes(form)),
  );
}

function formsOf(secret: string): string[] {
  const tail = secret.slice(-TAIL);
  const hex = Buffer.from(tail).toString('hex');
  return [tail, encodeURIComponent(secret), [...tail].reverse().join(''), hex, ...base64Of(tail)];
}

/** Base64 depends on how many bytes stand before; what does not depend on neighbours is the middle of three shapes. */
function base64Of(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const encoded = Buffer.from(' '.repeat(before) + text).toString('base64');
    const middle = encoded.slice(before === 0 ? 0 : 4, -4);
    return [middle, middle.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
