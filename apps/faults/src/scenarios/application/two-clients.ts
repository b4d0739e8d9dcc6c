import { exactly, holds } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** A library and its application that each bring a client. */
export const twoClients: Scenario = {
  title: 'ten clients of one kind and one cache in one process',
  row: 'several clients',
  criterion:
    'one warning each from the second on; all have the flags; destroying some leaves the others at work',
  async arrange({ serve }) {
    const first = answer.flags('steady');
    const server = await serve({ features: answer.firstly(10, first, answer.flags('steady', 'newer')) });
    return { options: { url: server.url, refreshInterval: 300 } };
  },
  async act({ create, until, note, events, errors }) {
    const clients = Array.from({ length: 10 }, () => create());
    await Promise.all(clients.map((client) => client.initialize()));
    note(
      holds(
        'steady',
        clients.every((client) => client.isEnabled('steady')),
      ),
    );
    await Promise.all(clients.slice(0, 5).map((client) => client.destroy()));
    await until(() => clients.slice(5).every((client) => client.isEnabled('newer')));
    note(
      holds(
        'newer',
        clients.slice(5).every((client) => client.isEnabled('newer')),
      ),
    );
    const kinds = events.flatMap((event) => (event.eventType === 'warn' ? [event.kind] : []));
    note(exactly('warnings', kinds.filter((kind) => kind === 'instances').length, 9));
    note(exactly('errors', errors.length, 0));
  },
};
