import { redact } from './redact';

const DEEPEST = 4;

/**
 * Copies an error, its stack, code and causes, with every secret masked, so that printing it is safe.
 * The original is left as it is: other code may hold it. What is no error, or cannot be read, becomes undefined.
 */
export function safeCause(thrown: unknown, secrets: readonly string[] = []): Error | undefined {
  try {
    return copyError(thrown, secrets, 0);
  } catch {
    return undefined;
  }
}

function copyError(thrown: unknown, secrets: readonly string[], depth: number): Error | undefined {
  if (!(thrown instanceof Error) || depth > DEEPEST) return undefined;
  const cause = copyError(thrown.cause, secrets, depth + 1);
  const copy = new Error(redact(thrown.message, secrets), cause === undefined ? undefined : { cause });
  copy.name = thrown.name;
  if (typeof thrown.stack === 'string') copy.stack = redact(thrown.stack, secrets);
  if ('code' in thrown && typeof thrown.code === 'string') Object.assign(copy, { code: thrown.code });
  return copy;
}
