import { project } from '../../tooling/vitest.ts';

export default project('redis-server', {
  globalSetup: './src/global-setup.ts',
  // Side by side with the tests of packages/cache-redis, which wait more than they work.
  maxWorkers: 3,
  sequence: { groupOrder: 1 },
});
