import type { Snapshot } from '../source';

/** Where to poll, and what comes from there. */
export interface FlagsEndpoint {
  readonly path: string;
  readonly kind: Snapshot['kind'];
}

export const FEATURES: FlagsEndpoint = { path: 'client/features', kind: 'full' };
export const DELTA: FlagsEndpoint = { path: 'client/delta', kind: 'delta' };
