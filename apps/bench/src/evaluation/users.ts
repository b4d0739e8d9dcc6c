import type { User } from './question';

/** Countries that the flags list: made up, and a hundred of them. */
export const COUNTRIES = Array.from({ length: 100 }, (_, index) => `C${String(index).padStart(2, '0')}`);

/** Tenants that the flags list. */
export const TENANTS = Array.from({ length: 100 }, (_, index) => `tenant-${index}`);

/** A thousand users, all of whom meet every constraint of the flags; who is in a rollout is up to their ids. */
export const USERS: readonly User[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `user-${index}`,
  session: `session-${index * 7}`,
  address: `10.0.${index % 256}.7`,
  // The first five only, which are on the short list and on the long one.
  country: COUNTRIES[index % 5] as string,
  tenant: TENANTS[index % 100] as string,
  email: `user-${index}@example.com`,
  age: 20 + (index % 60),
  signedUp: new Date(Date.UTC(2024, index % 12, 1 + (index % 28))),
  appVersion: `2.${index % 10}.${index % 7}`,
}));
