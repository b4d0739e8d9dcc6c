import { fileURLToPath } from 'node:url';
import { defineProject, type UserWorkspaceConfig } from 'vitest/config';

const packages = fileURLToPath(new URL('../packages/', import.meta.url));
const redisServer = fileURLToPath(new URL('../apps/redis-server/src/index.ts', import.meta.url));

/** Unit tests read the sources of sibling packages, so that a test run is never about yesterday's build. */
export const project = (name: string, test: UserWorkspaceConfig['test'] = {}) =>
  defineProject({
    resolve: {
      alias: [
        { find: '@unleash-client/redis-server', replacement: redisServer },
        { find: /^@unleash-client\/([a-z0-9-]+)$/, replacement: `${packages}$1/src/index.ts` },
        { find: /^@unleash-client\/([a-z0-9-]+)\/([a-z0-9-]+)$/, replacement: `${packages}$1/src/$2.ts` },
        { find: /^unleash-client$/, replacement: `${packages}unleash-client/src/index.ts` },
        { find: /^#transport$/, replacement: `${packages}http/src/node-transport.ts` },
      ],
    },
    test: { name, include: ['src/**/*.test.ts'], ...test },
  });
