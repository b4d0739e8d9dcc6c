import { program } from '../../tooling/tsup';

export default program({ entry: ['src/main.ts', 'src/evaluation-program.ts', 'src/loading/programs/*.ts'] });
