import type { Options } from 'tsup';

/** How every published package is built: ES module and CommonJS, each with its own declarations. */
export const library = (options: Options = {}): Options => ({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  // Declarations take most of a build, and a program that only runs needs none.
  dts: process.env.SKIP_DECLARATIONS === undefined,
  clean: true,
  target: 'es2022',
  platform: 'neutral',
  // `#name` is a package's own conditional import: resolved where the package runs, not where it is built.
  external: [/^#/, /^node:/],
  outExtension: ({ format }) => ({ js: format === 'cjs' ? '.cjs' : '.js' }),
  silent: true,
  ...options,
});

/** How the programs under apps/ are built: one ES module that Node runs. */
export const program = (options: Options = {}): Options => ({
  entry: ['src/main.ts'],
  format: ['esm'],
  clean: true,
  target: 'node20',
  platform: 'node',
  silent: true,
  ...options,
});
