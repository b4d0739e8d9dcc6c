import { project } from '../../tooling/vitest.ts';

// Core touches no globals, so its test files can share a worker: starting one for each takes longer than they do.
// The property tests take seconds, several times that on a busy machine.
export default project('core', { isolate: false, testTimeout: 30_000 });
