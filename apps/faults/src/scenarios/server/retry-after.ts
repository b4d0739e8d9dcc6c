import { atLeast, atMost } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** A server that says when to come back. */
export const retryAfter: Scenario = {
  title: '429 with Retry-After',
  row: 'bursts and crowds',
  criterion: 'no request for the 2 s that the server asks for, then one within an interval',
  async arrange({ serve }) {
    const tooMany = answer.status(429, { 'retry-after': '2' });
    const server = await serve({ features: answer.firstly(1, tooMany, answer.flags('steady')) });
    const gap = () => {
      const [first, second] = server.of('features');
      return (second?.at ?? Number.POSITIVE_INFINITY) - (first?.at ?? 0);
    };
    return {
      options: { url: server.url, refreshInterval: 300 },
      judge: () => [atLeast('pause', gap(), 1990, ' ms'), atMost('pause', gap(), 2800, ' ms')],
    };
  },
  async act({ start, until }) {
    const client = await start({}, { timeoutMs: 1 });
    await until(() => client.isEnabled('steady'));
  },
};
