import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** A date is compared with a clock that may be wrong by years: an hour at most must come of it. */
export const retryAfterDate: Scenario = {
  title: 'Retry-After as a date, seen with a clock a year slow',
  row: 'clocks that jump',
  criterion: 'refresh() asks at once; the error says one hour, not a year',
  async arrange({ serve }) {
    const headers = { 'retry-after': new Date(Date.now() + 60_000).toUTCString() };
    const server = await serve({
      features: answer.firstly(1, answer.status(503, headers), answer.flags('steady')),
    });
    return { options: { url: server.url, requestRetries: 0 } };
  },
  async act({ create, clock, note, errors }) {
    clock.jump(-365 * 24 * 3_600_000);
    const client = create();
    await client.initialize({ timeoutMs: 300 });
    note(atMost('asked to wait', (errors[0]?.retryAfterMs ?? Number.POSITIVE_INFINITY) / 1000, 3600, ' s'));
    await client.refresh();
    note(exactly('steady', client.isEnabled('steady'), true));
  },
};
