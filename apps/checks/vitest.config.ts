import { project } from '../../tooling/vitest.ts';

export default project('checks', {
  globalSetup: '../redis-server/src/global-setup.ts',
  testTimeout: 60_000,
  hookTimeout: 120_000,
});
