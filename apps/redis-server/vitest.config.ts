import { project } from '../../tooling/vitest.ts';

export default project('redis-server', { globalSetup: './src/global-setup.ts' });
