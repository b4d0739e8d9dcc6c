import { program } from '../../tooling/tsup';

export default program({ entry: ['src/main.ts', 'src/writer.ts', 'src/member.ts', 'src/starter.ts'] });
