import { closeSync, openSync } from 'node:fs';
import { cacheFiles } from '../../child/cache-files';
import { atLeast, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';
import { payloadOf } from '../../stage/payload';

/** Everything a client does needs a file descriptor, and somebody leaks them. */
export const noMoreFiles: Scenario = {
  title: 'a process that can open no more files (EMFILE)',
  row: 'a process under stress',
  criterion: 'flags stay, errors tell of it, and it all works again once there are files to be had',
  async arrange({ serve, cue }) {
    // Each request needs a new connection.
    const close = { connection: 'close' };
    const closing = (name: string) => answer.text(payloadOf(name), close);
    const server = await serve({ features: closing('steady'), register: answer.status(202, close) });
    cue('change', () => server.play({ features: closing('newer') }));
    return { options: { url: server.url, refreshInterval: 0 }, shell: 'ulimit -n 100 && exec "$@"' };
  },
  async act({ start, cue, until, note, errors }) {
    const client = await start();
    await until(() => cacheFiles().length > 0);
    await cue('change');
    const open: number[] = [];
    try {
      for (;;) open.push(openSync('/dev/null', 'r'));
    } catch {
      // That was the last.
    }
    await client.refresh();
    note(exactly('steady', client.isEnabled('steady'), true), atLeast('errors', errors.length, 1));
    for (const file of open) closeSync(file);
    await client.refresh();
    note(exactly('newer', client.isEnabled('newer'), true));
  },
};
