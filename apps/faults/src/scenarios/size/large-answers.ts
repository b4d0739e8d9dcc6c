import { atLeast, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { type Answer, answer } from '../../stage/answer';

const GB = 1024 ** 3;

const attacks: Readonly<Record<string, Answer>> = {
  'endless-body': answer.endless,
  'gzip-bomb': answer.bomb('gzip', GB),
  'deflate-bomb': answer.bomb('deflate', GB),
  'brotli-bomb': answer.bomb('br', GB),
  '100-MB': answer.large(100 * 1024 ** 2),
  '100-MB-with-status-500': answer.large(100 * 1024 ** 2, 500),
  '100-MB-with-a-redirect': (request, response) => {
    response.setHeader('location', '/api/client/features');
    answer.large(100 * 1024 ** 2, 302)(request, response);
  },
};

const attackedWith = (attack: Answer): Scenario => ({
  title: 'an answer that is too large',
  row: 'answers that are too large',
  criterion: 'refused while it is read; ≤ 300 MB of memory, stall ≤ 200 ms; the flags in use stay',
  limits: { peakMb: 300, stallMs: 200 },
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('attack', () => server.play({ features: attack }));
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ start, cue, note, errors }) {
    const client = await start();
    await cue('attack');
    for (let times = 0; times < 2; times += 1) await client.refresh();
    note(exactly('steady', client.isEnabled('steady'), true), atLeast('errors', errors.length, 2));
  },
});

/** Bodies without an end, bodies that inflate, bodies that are merely large. */
export const largeAnswers = quickOnes(
  ['endless-body', 'gzip-bomb', 'brotli-bomb', '100-MB'],
  Object.fromEntries(Object.entries(attacks).map(([name, attack]) => [name, attackedWith(attack)])),
);
