import { libraryPerRuntime } from '../../tooling/tsup';

export default libraryPerRuntime(
  '#default-cache',
  { node: './src/node-cache.ts', web: './src/no-cache.ts' },
  {
    // Each file more takes a millisecond to import, and from about six on V8 optimises Node.js's loader, which takes 4 MB.
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
