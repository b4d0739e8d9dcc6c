import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

interface Kind {
  readonly signal: 'SIGTERM' | 'SIGINT';
  readonly flushOnExit: boolean;
  /** Nobody takes the counts. */
  readonly hangs?: true;
}

const ended = ({ signal, flushOnExit, hangs }: Kind): Scenario => ({
  title: 'a signal with unsent counts',
  row: 'the end of a process',
  criterion: `ends by ${signal} ≤ ${hangs ? 4 : 1} s${flushOnExit && !hangs ? ', and the counts arrive' : ''}`,
  ends: { signal },
  keepsClients: true,
  limits: { exitMs: hangs === true ? 4000 : 1000 },
  async arrange({ serve, cue }) {
    const server = await serve(hangs === true ? { metrics: answer.hang } : {});
    let signalled = 0;
    cue('signal', (pid) => {
      signalled = performance.now();
      process.kill(pid, signal);
    });
    const reports = () =>
      server.of('metrics').filter(({ body, at }) => at >= signalled && body.includes('"steady"'));
    return {
      options: { url: server.url, flushOnExit },
      judge: () => (hangs === true ? [] : [exactly('reports', reports().length, flushOnExit ? 1 : 0)]),
    };
  },
  async act({ start, cue, pass }) {
    const client = await start();
    client.isEnabled('steady');
    await cue('signal');
    await pass(10_000);
  },
});

/** How orchestrators and people end processes. */
export const signals = {
  'SIGTERM-flush-on-exit': ended({ signal: 'SIGTERM', flushOnExit: true }),
  'SIGINT-flush-on-exit': ended({ signal: 'SIGINT', flushOnExit: true }),
  'SIGTERM-without': ended({ signal: 'SIGTERM', flushOnExit: false }),
  'SIGTERM-nobody-answers': ended({ signal: 'SIGTERM', flushOnExit: true, hangs: true }),
};
