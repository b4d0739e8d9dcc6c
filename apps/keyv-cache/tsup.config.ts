import { program } from '../../tooling/tsup';

export default program();
