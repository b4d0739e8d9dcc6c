import { exactly, type Finding } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';
import type { Received } from '../../stage/start-server';

interface Kind {
  readonly hangs?: true;
  readonly flushOnExit?: true;
  readonly mode?: 'streaming';
}

const countedIn = (reports: readonly Received[]): Finding =>
  exactly('reports', reports.filter(({ body }) => body.includes('"steady"')).length, 1);

const ended = ({ hangs, flushOnExit, mode }: Kind): Scenario => ({
  title: 'a process that ends without destroy()',
  row: 'the end of a process',
  criterion: flushOnExit === true ? 'exit ≤ 1 s, and the counts arrive' : 'exit ≤ 1 s after its own work',
  limits: { exitMs: 1000 },
  keepsClients: true,
  async arrange({ serve }) {
    const all = {
      features: answer.hang,
      streaming: answer.hang,
      metrics: answer.hang,
      register: answer.hang,
    };
    const server = await serve(hangs === true ? all : { streaming: answer.stream() });
    return {
      options: {
        url: server.url,
        refreshInterval: 50,
        ...(mode && { mode }),
        flushOnExit: flushOnExit === true,
      },
      judge: () => (flushOnExit === true ? [countedIn(server.of('metrics'))] : []),
    };
  },
  async act({ start, pass }) {
    const client = await start({}, { timeoutMs: 300 });
    client.isEnabled('steady');
    await pass(200);
  },
});

/** Scripts and jobs that simply come to their end. */
export const naturalEnd = {
  polling: ended({}),
  hanging: ended({ hangs: true }),
  streaming: ended({ mode: 'streaming' }),
  'flush-on-exit': ended({ flushOnExit: true }),
};
