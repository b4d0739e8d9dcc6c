import { program } from '../../tooling/tsup';

export default program({
  entry: ['src/main.ts', 'src/child.ts', 'src/soak/soak-process.ts', 'src/scenarios/**/*.ts'],
});
