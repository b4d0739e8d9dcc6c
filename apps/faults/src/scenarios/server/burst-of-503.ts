import { atLeast, atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** A server that is overloaded is not asked more often for it. */
export const burstOf503: Scenario = {
  title: 'a burst of 503',
  row: 'bursts and crowds',
  criterion: '≤ 1 request per interval while it lasts; the flags stay in use',
  async arrange({ serve, cue }) {
    const server = await serve();
    let before = 0;
    let during = 0;
    cue('burst', () => {
      before = server.of('features').length;
      server.play({ features: answer.status(503) });
    });
    cue('count', () => {
      during = server.of('features').length - before;
    });
    return {
      options: { url: server.url, refreshInterval: 200 },
      judge: () => [atMost('requests in 15 intervals', during, 15), atLeast('but', during, 1)],
    };
  },
  async act({ start, cue, pass, note }) {
    const client = await start();
    await cue('burst');
    await pass(3000);
    await cue('count');
    note(exactly('steady', client.isEnabled('steady'), true));
  },
};
