import { project } from '../../tooling/vitest.ts';

export default project('faults', { globalSetup: '../redis-server/src/global-setup.ts' });
