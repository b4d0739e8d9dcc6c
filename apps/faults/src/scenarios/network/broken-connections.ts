import { atLeast, atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { type Answer, answer } from '../../stage/answer';
import { payloadOf } from '../../stage/payload';

const answers: Readonly<Record<string, Answer>> = {
  hangs: answer.hang,
  'hangs-after-the-head': answer.hangAfterHead,
  drips: answer.drip(payloadOf('steady'), 20),
  resets: answer.reset,
  'breaks-off': answer.truncate(payloadOf('steady', 'newer')),
};

const brokenBy = (broken: Answer): Scenario => ({
  title: 'a connection that breaks',
  row: 'connections that break',
  criterion:
    'every request ends by its deadline (500 ms) with one error; flags stay; the next good answer is taken',
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('break', () => server.play({ features: broken }));
    cue('mend', () => server.play({ features: answer.flags('steady', 'newer') }));
    return { options: { url: server.url, refreshInterval: 100, requestTimeout: 500 } };
  },
  async act({ start, cue, time, until, note, errors }) {
    const client = await start();
    await cue('break');
    await until(() => errors.length > 0);
    note(atMost('a refresh takes', await time(() => client.refresh()), 1100, ' ms'));
    note(exactly('steady', client.isEnabled('steady'), true), atLeast('errors', errors.length, 1));
    await cue('mend');
    note(atMost('recovered after', await until(() => client.isEnabled('newer')), 1800, ' ms'));
  },
});

/** Servers that hang, drip, reset and break off. */
export const brokenConnections = quickOnes(
  ['hangs', 'drips', 'breaks-off'],
  Object.fromEntries(Object.entries(answers).map(([name, broken]) => [name, brokenBy(broken)])),
);
