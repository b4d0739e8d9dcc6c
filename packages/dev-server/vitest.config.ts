import { project } from '../../tooling/vitest.ts';

export default project('dev-server');
