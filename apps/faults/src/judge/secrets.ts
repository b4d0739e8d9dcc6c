import { randomBytes } from 'node:crypto';

/** What a process knows and nobody may ever read; other values in each run, so that no run finds those of another. */
export interface Secrets {
  /** An API token, the value of `Authorization`. */
  readonly token: string;
  /** The value of another custom header. */
  readonly tenantKey: string;
  /** The password in an address. */
  readonly urlPassword: string;
  readonly proxyPassword: string;
  readonly redisPassword: string;
}

const random = () => randomBytes(12).toString('hex');

/** Makes secrets of shapes that need encoding here and there. */
export const createSecrets = (): Secrets => ({
  token: `default:development.${random()}${random()}`,
  tenantKey: `tenant-key/${random()}`,
  urlPassword: `u@l:${random()}`,
  proxyPassword: `pr@xy:${random()}`,
  redisPassword: `r3dis-${random()}`,
});
