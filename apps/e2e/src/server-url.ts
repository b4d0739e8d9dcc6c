import { inject } from 'vitest';

/** Where the Unleash server of this run listens, without `/api`; throws, saying why, when it could not be started. */
export const serverUrl = (): string => {
  const unleash = inject('unleash');
  if ('url' in unleash) return unleash.url;
  throw new Error(unleash.failure);
};
