import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** Counts outlive an outage of the server that takes them. */
export const outage: Scenario = {
  title: 'a metrics endpoint that is down for a while',
  row: 'outages that end',
  criterion: 'all 1,000 counts arrive once, after it',
  async arrange({ serve, cue }) {
    const server = await serve({ metrics: answer.status(503) });
    let before = 0;
    cue('up', () => {
      before = server.of('metrics').length;
      server.play({ metrics: answer.status(202) });
    });
    const counted = () =>
      server
        .of('metrics')
        .slice(before)
        .map(({ body }) => (JSON.parse(body) as { bucket: { toggles: { steady?: { yes: number } } } }).bucket)
        .reduce((sum, { toggles }) => sum + (toggles.steady?.yes ?? 0), 0);
    return {
      options: { url: server.url, refreshInterval: 0, metricsInterval: 100 },
      judge: () => [exactly('counted', counted(), 1000)],
    };
  },
  async act({ start, cue, pass }) {
    const client = await start();
    for (let times = 0; times < 10; times += 1) {
      for (let index = 0; index < 100; index += 1) client.isEnabled('steady');
      await pass(100);
    }
    await cue('up');
    await client.destroy();
  },
};
