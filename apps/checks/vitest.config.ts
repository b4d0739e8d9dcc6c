import { project } from '../../tooling/vitest.ts';

export default project('checks', { testTimeout: 60_000, hookTimeout: 120_000 });
