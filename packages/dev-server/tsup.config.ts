import { library } from '../../tooling/tsup';

export default library({ entry: ['src/index.ts', 'src/cli.ts'] });
