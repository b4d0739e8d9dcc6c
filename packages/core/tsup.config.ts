import { library } from '../../tooling/tsup';

export default library({
  entry: ['src/index.ts', 'src/re2.ts'],
  // CommonJS: for a single such module Node.js starts a second loader, which costs more than all of core.
  splitting: false,
  noExternal: ['semver', 'ipaddr.js'],
});
