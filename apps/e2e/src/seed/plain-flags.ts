import type { SeedFlag } from './seed-flag';

const types = ['release', 'experiment', 'operational', 'kill-switch', 'permission'];

/** Flags that differ in what surrounds evaluation: type, impression data, tags, environment, odd names. */
export const plainFlags: readonly SeedFlag[] = [
  ...types.map((type) => ({ name: `type.${type}`, type, onInProduction: true })),
  { name: 'meta.impressions', impressionData: true },
  { name: 'meta.tagged.web', tags: [{ type: 'simple', value: 'web' }] },
  {
    name: 'meta.tagged.both',
    tags: [
      { type: 'simple', value: 'web' },
      { type: 'simple', value: 'größe' },
    ],
  },
  { name: 'env.both', onInProduction: true },
  { name: 'env.production-only', on: false, onInProduction: true },
  { name: 'env.none', on: false },
  // Tests switch this one, and leave it off.
  { name: 'live.switched', on: false, strategies: [{ name: 'default' }] },
  // The server takes URL-friendly names only; these are the oddest. A flag called `__proto__`, `constructor` or `toString`
  // would pollute the server's own prototypes, after which it answers with 500.
  { name: "it's~(odd)*!_-." },
  { name: 'n'.repeat(100) },
];
