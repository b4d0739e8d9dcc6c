import { project } from '../../tooling/vitest.ts';

export default project('survival', { globalSetup: '../redis-server/src/global-setup.ts' });
