import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** An application that computes for seconds, again and again. */
export const slowEventLoop: Scenario = {
  title: 'an event loop that the application blocks for 1.5 s at a time',
  row: 'a process under stress',
  criterion: '≤ 1 poll per interval, none at once after each block; a change is seen ≤ 1 s after the last',
  limits: { stallMs: 5000 },
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('change', () => server.play({ features: answer.flags('steady', 'newer') }));
    const gaps = () =>
      server
        .of('features')
        .map(({ at }, index, all) => at - (all[index - 1]?.at ?? Number.NEGATIVE_INFINITY));
    return {
      options: { url: server.url, refreshInterval: 300, requestTimeout: 1000 },
      judge: () => [exactly('polls closer than 200 ms', gaps().filter((gap) => gap < 200).length, 0)],
    };
  },
  async act({ start, cue, pass, until, note, errors }) {
    const client = await start();
    for (let times = 0; times < 3; times += 1) {
      const end = performance.now() + 1500;
      while (performance.now() < end) client.isEnabled('steady');
      await pass(50);
    }
    await cue('change');
    note(atMost('a change is seen after', await until(() => client.isEnabled('newer')), 1000, ' ms'));
    note(atMost('errors', errors.length, 3));
  },
};
