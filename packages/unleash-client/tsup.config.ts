import { libraryPerRuntime } from '../../tooling/tsup';

export default libraryPerRuntime(
  '#default-cache',
  { node: './src/node-cache.ts', web: './src/no-cache.ts' },
  {
    // Each file more takes a millisecond to import, and with a dozen Node.js begins to optimise its loader, which takes 4 MB.
    // Not in here are packages whose classes applications meet, so that there is one `UnleashError`, and core, which is
    // used by itself too.
    noExternal: [
      '@unleash-client/bootstrap',
      '@unleash-client/cache-file',
      '@unleash-client/events',
      '@unleash-client/fetcher',
      '@unleash-client/metrics',
    ],
  },
);
