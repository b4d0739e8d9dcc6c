import { library } from '../../tooling/tsup';

export default library({ format: ['esm'], platform: 'node' });
