import { UnleashClient, type UnleashOptions } from 'unleash-client';
import type { CaseServer } from './case-server';
import { SECRET } from './faults-told';
import { customStrategies } from './valid-payload';

/** What all kinds of mutations work with. */
export interface MutationRun {
  readonly server: CaseServer;
  /** Whether the next mutant is to be tried, or left out of a sample. */
  readonly isDue: () => boolean;
  /** Makes the client under test, which asks only when it is told to. */
  createClient(options: Partial<UnleashOptions> & Pick<UnleashOptions, 'url'>): UnleashClient;
  /** The same, of whatever is made of the usual options. */
  createExactly(change: (options: Partial<UnleashOptions>) => UnleashOptions): UnleashClient;
}

/** Makes a client of complete options. */
export type ClientFactory = (options: UnleashOptions) => UnleashClient;

export const createRealClient: ClientFactory = (options) => new UnleashClient(options);

/** Of a client that asks only when it is told to, and leaves the world alone. */
const usual: Partial<UnleashOptions> = {
  appName: 'mutations',
  customHeaders: { Authorization: SECRET },
  refreshInterval: 0,
  requestRetries: 0,
  metricsInterval: 0,
  disableRegistration: true,
  multipleInstanceMode: 'silently-allow',
  logLevel: 'silent',
  customStrategies,
};

export const createRun = (server: CaseServer, isDue: () => boolean, create: ClientFactory): MutationRun => ({
  server,
  isDue,
  createClient: (options) => create({ appName: 'mutations', ...usual, ...options }),
  createExactly: (change) => create(change(usual)),
});
