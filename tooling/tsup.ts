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
  external: [/^node:/],
  removeNodeProtocol: false,
  outExtension: ({ format }) => ({ js: format === 'cjs' ? '.cjs' : '.js' }),
  silent: true,
  ...options,
});

/**
 * How a package is built that does something in another way where there is no Node.js: `index` for Node.js and its kin,
 * `web` for the others. `name` is what its sources import, and stands for one of two of them. Both builds are whole, since
 * CommonJS has no chunks to share, and a class must be one; a file less is also a millisecond less to load.
 */
export const libraryPerRuntime = (
  name: string,
  sources: { node: string; web: string },
  options: Options = {},
): Options[] => {
  const build = (entry: string, source: string, own: Options) =>
    library({
      entry: { [entry]: 'src/index.ts' },
      esbuildOptions: (esbuild) => {
        esbuild.alias = { [name]: source };
      },
      ...options,
      ...own,
    });
  return [
    // The two run at the same time.
    build('index', sources.node, { clean: ['!web.*'] }),
    build('web', sources.web, { clean: false, dts: false }),
  ];
};

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
