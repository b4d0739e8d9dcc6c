import { constraintFlags } from './constraint-flags';
import { dependencyFlags } from './dependency-flags';
import { plainFlags } from './plain-flags';
import { rolloutFlags } from './rollout-flags';
import type { SeedFlag } from './seed-flag';
import { strategyFlags } from './strategy-flags';
import { variantFlags } from './variant-flags';

/** All flags of the test server, parents before their children. */
export const seedFlags: readonly SeedFlag[] = [
  ...plainFlags,
  ...rolloutFlags,
  ...constraintFlags,
  ...strategyFlags,
  ...variantFlags,
  ...dependencyFlags,
];
