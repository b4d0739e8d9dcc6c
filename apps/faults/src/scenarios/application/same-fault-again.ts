import { atLeast, atMost } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** What would fill a disk with logs. */
export const sameFaultAgain: Scenario = {
  title: 'the same fault hundreds of times, with nobody who listens',
  row: 'the same fault again and again',
  criterion: '≤ 10 lines of log for 10,000 questions before the start and 200 failed fetches',
  async arrange({ serve }) {
    const server = await serve({ features: answer.status(503), metrics: answer.status(500) });
    return {
      options: { url: server.url, refreshInterval: 0, requestRetries: 0 },
      judge: ({ stdout, stderr }) => {
        const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
        return [atMost('lines', lines.length, 10), atLeast('lines', lines.length, 1)];
      },
    };
  },
  async act({ create }) {
    const client = create();
    for (let times = 0; times < 10_000; times += 1) client.isEnabled(`unknown-${times % 3}`);
    await client.initialize({ timeoutMs: 1 });
    for (let times = 0; times < 200; times += 1) await client.refresh();
    for (let times = 0; times < 10_000; times += 1) client.isEnabled('unknown');
  },
};
