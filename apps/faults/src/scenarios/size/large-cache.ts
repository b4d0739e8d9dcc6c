import { truncateSync, writeFileSync } from 'node:fs';
import { cacheFiles } from '../../child/cache-files';
import { exactly, holds } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** Holes cost nothing. */
const TEN_GIGABYTES = 10 * 1024 ** 3;

/** A cache file that has become as large as a disk. */
export const largeCache: Scenario = {
  title: 'a cache file of ten gigabytes',
  row: 'cache files that are damaged',
  criterion: 'is a miss with one error; ≤ 300 MB of memory, stall ≤ 200 ms; the flags of the server come',
  limits: { peakMb: 300, stallMs: 200 },
  async arrange({ serve }) {
    const server = await serve();
    return { options: { url: server.url } };
  },
  async act({ start, until, note, errors }) {
    const first = await start();
    await until(() => cacheFiles().length > 0);
    await first.destroy();
    for (const file of cacheFiles()) {
      writeFileSync(file, 'x');
      truncateSync(file, TEN_GIGABYTES);
    }
    const client = await start();
    await until(() => errors.length > 0);
    note(
      exactly(
        'errors',
        errors.map(({ code }) => code),
        ['CACHE'],
      ),
    );
    note(holds('steady', client.isEnabled('steady')));
  },
};
