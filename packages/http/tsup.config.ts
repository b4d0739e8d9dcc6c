import { library } from '../../tooling/tsup';

export default library({ entry: ['src/index.ts', 'src/node-transport.ts', 'src/fetch-transport.ts'] });
