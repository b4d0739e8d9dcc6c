import { atLeast, atMost } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** After many failures the pace is slow; one success makes it normal. */
export const longOutage: Scenario = {
  title: 'a long outage ends',
  row: 'outages that end',
  criterion: 'flags ≤ 10 intervals after the server is back, and the normal cadence at once',
  async arrange({ serve, cue }) {
    const server = await serve();
    let back = 0;
    cue('down', () => server.shut());
    cue('up', async () => {
      back = server.of('features').length;
      server.play({ features: answer.flags('steady', 'newer') });
      await server.reopen();
    });
    const gaps = () => {
      const after = server
        .of('features')
        .slice(back)
        .map(({ at }) => at);
      return after.slice(1).map((at, index) => at - (after[index] ?? 0));
    };
    return {
      options: { url: server.url, refreshInterval: 100 },
      judge: () => [
        atLeast('polls after it', gaps().length, 4),
        atMost('longest gap between them', Math.max(...gaps()), 300, ' ms'),
      ],
    };
  },
  async act({ start, cue, until, pass, note, errors }) {
    const client = await start();
    await cue('down');
    await pass(4000);
    note(atLeast('failures', errors.length, 5));
    await cue('up');
    note(atMost('recovered after', await until(() => client.isEnabled('newer')), 1300, ' ms'));
    await pass(1000);
  },
};
