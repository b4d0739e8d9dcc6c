import { mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { cacheFiles, cacheFolder } from '../../child/cache-files';
import { exactly, holds } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

/** A careless umask, a folder that is open to all, and somebody who tidies up. */
export const modesAndRewrites: Scenario = {
  title: 'an open folder, polls without news, and a folder that is deleted',
  row: 'cache files of others',
  criterion: 'file 0600, folder 0700; not written again while unchanged; made anew with the next change',
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('change', () => server.play({ features: answer.flags('steady', 'newer') }));
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ start, cue, until, note, errors }) {
    process.umask(0);
    mkdirSync(cacheFolder(), { recursive: true, mode: 0o777 });
    const client = await start();
    await until(() => cacheFiles().length > 0);
    const [file = ''] = cacheFiles();
    note(exactly('modes', [modeOf(file), modeOf(cacheFolder())], ['600', '700']));
    const written = statSync(file, { bigint: true });
    for (let times = 0; times < 10; times += 1) await client.refresh();
    const later = statSync(file, { bigint: true });
    note(holds('not written again', written.mtimeNs === later.mtimeNs && written.ino === later.ino));
    rmSync(dirname(cacheFolder()), { recursive: true });
    await cue('change');
    await client.refresh();
    note(holds('made anew', Number.isFinite(await until(() => cacheFiles().length > 0))));
    note(
      exactly(
        'errors',
        errors.map(({ message }) => message),
        [],
      ),
    );
  },
};
