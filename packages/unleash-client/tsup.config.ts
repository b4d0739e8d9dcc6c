import { library } from '../../tooling/tsup';

export default library({ entry: ['src/index.ts', 'src/node-cache.ts', 'src/no-cache.ts'] });
