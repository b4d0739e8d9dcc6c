import { project } from '../../tooling/vitest.ts';

export default project('cache-redis', {
  globalSetup: '../../apps/redis-server/src/global-setup.ts',
  // Tests of faults wait more than they work: side by side, after the tests of other packages.
  maxConcurrency: 16,
  maxWorkers: 3,
  sequence: { groupOrder: 1 },
});
