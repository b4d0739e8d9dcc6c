import { project } from '../../tooling/vitest.ts';

export default project('e2e', {
  globalSetup: ['src/global-setup.ts'],
  // One server for all, and flags that tests switch.
  fileParallelism: false,
  testTimeout: 60_000,
  hookTimeout: 60_000,
});
