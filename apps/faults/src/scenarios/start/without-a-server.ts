import { cacheFiles } from '../../child/cache-files';
import { atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { type Answer, answer } from '../../stage/answer';

const faults: Readonly<Record<string, Answer | 'down'>> = {
  down: 'down',
  hangs: answer.hang,
  '503': answer.status(503),
  '401': answer.status(401),
  drips: answer.drip(' ', 20),
};

const started = (fault: Answer | 'down', hasCache: boolean): Scenario => ({
  title: `a start without a server, ${hasCache ? 'with' : 'without'} a cache`,
  row: 'the start without a server',
  criterion: hasCache
    ? 'startUnleash resolves ≤ 1 s with the cached flags'
    : 'startUnleash settles by its timeout (1 s)',
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('fault', () => (fault === 'down' ? server.shut() : server.play({ features: fault })));
    return { options: { url: server.url, multipleInstanceMode: 'silently-allow' } };
  },
  async act({ start, cue, until, time, note, create }) {
    if (hasCache) {
      const first = await start();
      await until(() => cacheFiles().length > 0);
      await first.destroy();
    }
    await cue('fault');
    const client = create();
    const how = hasCache ? {} : { timeoutMs: 1000 };
    const ms = await time(() => client.initialize(how));
    note(atMost('settled after', ms, 1200, ' ms'), exactly('steady', client.isEnabled('steady'), hasCache));
  },
});

/** The worst moment to start. */
export const withoutAServer = quickOnes(
  ['down-cached', 'hangs-cached', '503-cached', '503-uncached', 'hangs-uncached'],
  Object.fromEntries(
    Object.entries(faults).flatMap(([name, fault]) => [
      [`${name}-cached`, started(fault, true)],
      [`${name}-uncached`, started(fault, false)],
    ]),
  ),
);
