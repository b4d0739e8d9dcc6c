import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** It has lost its `experimental` in later versions. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

/** The permission model of Node.js answers with errors of its own, some of them thrown at once. */
export const permissionModel: Scenario = {
  title: 'a process that may not write files',
  row: 'cache files of others',
  criterion: 'the flags come, ≤ 2 errors of the cache tell of it; 0 throws',
  async arrange({ serve }) {
    const server = await serve();
    return {
      options: { url: server.url, refreshInterval: 100 },
      flags: [PERMISSION, '--allow-fs-read=*', '--no-warnings'],
    };
  },
  async act({ start, until, note, errors }) {
    const client = await start();
    await until(() => errors.length > 0, 2000);
    note(exactly('steady', client.isEnabled('steady'), true));
    note(exactly('kinds of errors', [...new Set(errors.map(({ code }) => code))], ['CACHE']));
    note(atMost('errors', errors.length, 2));
  },
};
