import { project } from '../../tooling/vitest.ts';

export default project('keyv-cache');
