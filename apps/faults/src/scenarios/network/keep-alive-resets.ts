import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** Load balancers close idle connections when they like, also at the moment of a request. */
export const keepAliveResets: Scenario = {
  title: 'kept connections that the server resets',
  row: 'connections that break',
  criterion: '20 polls over connections that are reset after each answer: no error',
  async arrange({ serve }) {
    const server = await serve({
      features(request, response) {
        const { socket } = request;
        response.once('finish', () => setImmediate(() => socket.resetAndDestroy()));
        answer.flags('steady')(request, response);
      },
    });
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ start, note, errors }) {
    const client = await start();
    for (let times = 0; times < 20; times += 1) await client.refresh();
    note(
      exactly(
        'errors',
        errors.map(({ message }) => message),
        [],
      ),
    );
  },
};
