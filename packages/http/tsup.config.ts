import { libraryPerRuntime } from '../../tooling/tsup';

export default libraryPerRuntime('#transport', {
  node: './src/node-transport.ts',
  web: './src/fetch-transport.ts',
});
