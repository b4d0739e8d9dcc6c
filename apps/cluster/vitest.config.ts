import { project } from '../../tooling/vitest.ts';

export default project('cluster', { globalSetup: '../redis-server/src/global-setup.ts' });
