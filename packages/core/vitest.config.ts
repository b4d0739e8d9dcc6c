import { project } from '../../tooling/vitest.ts';

// Core touches no globals, so its test files can share a worker; starting one for each takes longer than they do.
export default project('core', { isolate: false });
