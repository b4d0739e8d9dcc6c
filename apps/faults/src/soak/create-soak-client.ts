import { UnleashClient, type UnleashOptions } from 'unleash-client';
import type { SoakPlan } from './soak-message';

/** Milliseconds: the 240 polls of an hour take five seconds. */
const REFRESH_MS = 20;
const METRICS_MS = 50;

/** A client in haste: it polls and reports several hundred times as often as by default. */
export const createSoakClient = ({ url, token }: SoakPlan, options: Partial<UnleashOptions>): UnleashClient =>
  new UnleashClient({
    url,
    appName: 'soak',
    customHeaders: { Authorization: token },
    refreshInterval: REFRESH_MS,
    refreshJitter: 0,
    metricsInterval: METRICS_MS,
    metricsJitter: 0,
    multipleInstanceMode: 'silently-allow',
    logLevel: 'silent',
    ...options,
  });
