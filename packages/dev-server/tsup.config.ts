import { library } from '../../tooling/tsup';

export default [
  library(),
  // The program behind bin/, which nobody imports: no CommonJS, no declarations.
  library({ entry: ['src/cli.ts'], format: ['esm'], dts: false, clean: false }),
];
