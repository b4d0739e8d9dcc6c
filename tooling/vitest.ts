import { fileURLToPath } from 'node:url';
import { defineProject, type UserWorkspaceConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const packages = at('../packages/');

type TestOptions = NonNullable<UserWorkspaceConfig['test']>;

/** Unit tests read the sources of sibling packages, so that a test run is never about yesterday's build. */
export const project = (name: string, { globalSetup = [], ...test }: TestOptions = {}) =>
  defineProject({
    resolve: {
      alias: [
        { find: '@unleash-client/redis-server', replacement: at('../apps/redis-server/src/index.ts') },
        { find: /^@unleash-client\/([a-z0-9-]+)$/, replacement: `${packages}$1/src/index.ts` },
        { find: /^@unleash-client\/([a-z0-9-]+)\/([a-z0-9-]+)$/, replacement: `${packages}$1/src/$2.ts` },
        { find: /^unleash-client$/, replacement: `${packages}unleash-client/src/index.ts` },
        { find: /^#transport$/, replacement: `${packages}http/src/node-transport.ts` },
        {
          find: /^#default-cache$/,
          // The client's own tests say which cache they mean; one that is there by itself would take part in all of them.
          replacement: `${packages}unleash-client/src/${name === 'unleash-client' ? 'no' : 'node'}-cache.ts`,
        },
      ],
    },
    test: {
      name,
      include: ['src/**/*.test.ts'],
      // Tests talk to this machine, whatever proxy it uses for others.
      env: { NO_PROXY: '*', no_proxy: '*' },
      ...test,
      globalSetup: [at('cache-home.ts'), ...[globalSetup].flat()],
    },
  });
