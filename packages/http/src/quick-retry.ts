import type { ErrorCode, UnleashError } from './unleash-error';

/** Faults that the next second cannot mend. */
const LASTING: ReadonlySet<ErrorCode> = new Set(['UNAUTHORIZED', 'REDIRECT', 'TOO_LARGE']);

/** Whether another try within seconds may help. */
export const isFleeting = (error: UnleashError): boolean => !LASTING.has(error.code);

const SHORTEST_MS = 500;
const SPREAD_MS = 1500;

/** How long to wait before such a try, 500 to 2000 ms. `random` is uniform from 0 to 1. */
export const quickDelay = (random: () => number): number => SHORTEST_MS + random() * SPREAD_MS;
