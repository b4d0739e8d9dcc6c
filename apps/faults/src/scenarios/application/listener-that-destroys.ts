import type { EventName } from 'unleash-client';
import { atMost } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

const destroyedOn = (name: EventName): Scenario => ({
  title: 'a listener that destroys its client',
  row: 'the end of a process',
  criterion: 'destroy ≤ 1 s from within, exit ≤ 1 s; nothing is asked for after it',
  limits: { destroyMs: 1000, exitMs: 1000 },
  async arrange({ serve, cue }) {
    const server = await serve({ features: answer.firstly(2, answer.flags('steady'), answer.status(500)) });
    let before = 0;
    cue('destroyed', () => {
      before = server.of('features').length;
    });
    return {
      options: { url: server.url, refreshInterval: 100, logLevel: 'silent' },
      judge: () => [atMost('requests after it', server.of('features').length - before, 0)],
    };
  },
  async act({ create, cue, until, pass, note }) {
    const client = create();
    let ms = Number.NaN;
    client.once(name, async () => {
      const start = performance.now();
      await client.destroy();
      ms = performance.now() - start;
    });
    await client.initialize();
    client.isEnabled('unknown');
    await until(() => !Number.isNaN(ms));
    await cue('destroyed');
    await pass(400);
    note(atMost('from within', ms, 1000, ' ms'));
  },
});

/** In the middle of the client's own work. */
export const listenerThatDestroys = quickOnes(['ready', 'count', 'error'], {
  ready: destroyedOn('ready'),
  fetched: destroyedOn('fetched'),
  unchanged: destroyedOn('unchanged'),
  count: destroyedOn('count'),
  error: destroyedOn('error'),
});
