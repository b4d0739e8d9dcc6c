import { project } from '../../tooling/vitest.ts';

export default project('unleash-client', { globalSetup: '../../apps/redis-server/src/global-setup.ts' });
