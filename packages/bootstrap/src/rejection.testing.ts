import { inspect } from 'node:util';
import { UnleashError } from '@unleash-client/http';

/** The `UnleashError` that a promise rejects with; anything else fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<UnleashError> {
  const outcome = await promise.then(
    () => 'it resolved',
    (error: unknown) => error,
  );
  if (outcome instanceof UnleashError) return outcome;
  throw new Error('expected an UnleashError', { cause: outcome });
}

/** All that can be read from something when it is printed in any way. */
export const printed = (value: unknown): string =>
  [inspect(value, { depth: 12, showHidden: true }), JSON.stringify(value), String(value)].join('\n');
