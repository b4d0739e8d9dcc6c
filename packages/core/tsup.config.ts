import { library } from '../../tooling/tsup';

export default library({
  entry: ['src/index.ts', 'src/re2.ts'],
  // The two have nothing in common but what a bundler needs for CommonJS, which would be a third file.
  splitting: false,
  // Loaded from an ES module, CommonJS makes Node.js start a second loader, which takes longer than all of core.
  noExternal: ['semver', 'ipaddr.js'],
});
