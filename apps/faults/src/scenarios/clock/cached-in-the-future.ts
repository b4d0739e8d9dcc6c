import { cacheFiles } from '../../child/cache-files';
import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** What was stored while the clock was ahead is not too young to be used, nor what is old too old. */
export const cachedInTheFuture: Scenario = {
  title: 'a cache that was written by another clock',
  row: 'clocks that jump',
  criterion: 'is used all the same, with the server down',
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('down', () => server.shut());
    return { options: { url: server.url, requestRetries: 0, multipleInstanceMode: 'silently-allow' } };
  },
  async act({ start, clock, cue, until, note }) {
    const decade = 10 * 365 * 24 * 3_600_000;
    clock.jump(decade);
    const first = await start();
    await until(() => cacheFiles().length > 0);
    await first.destroy();
    await cue('down');
    for (const ms of [-decade, -2 * decade, 4 * decade]) {
      clock.jump(ms);
      const client = await start();
      note(exactly('steady', client.isEnabled('steady'), true));
    }
  },
};
