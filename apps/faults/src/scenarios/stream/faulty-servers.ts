import { atMost, exactly } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { type Answer, answer } from '../../stage/answer';

const answers: Readonly<Record<string, Answer>> = {
  hangs: answer.hang,
  resets: answer.reset,
  'is-html': answer.text('<!doctype html>', { 'content-type': 'text/html' }),
  'is-missing': answer.status(404),
  'is-forbidden': answer.status(403),
  'is-overloaded': answer.status(503, { 'retry-after': '60' }),
};

/** What a server says that does not offer the mode at all, so that polling begins at once. */
const REFUSALS = ['streaming-is-missing', 'streaming-is-forbidden', 'delta-is-missing'];

const servedWith = (mode: 'streaming' | 'delta', name: string, faulty: Answer): Scenario => ({
  title: `${mode} that does not work where polling does`,
  row: 'answers that are no flags',
  criterion:
    'initialize settles by its timeout (2 s); polling where the mode is refused; ≤ 10 requests in 3 s; destroy ≤ 1 s, exit ≤ 1 s',
  limits: { destroyMs: 1000, exitMs: 1000 },
  async arrange({ serve }) {
    const server = await serve({ [mode]: faulty });
    return {
      options: { url: server.url, mode, refreshInterval: 500, requestTimeout: 1000 },
      judge: () => [atMost('requests', server.of(mode).length, 10)],
    };
  },
  async act({ create, time, pass, note }) {
    const client = create();
    note(atMost('settled after', await time(() => client.initialize({ timeoutMs: 2000 })), 2200, ' ms'));
    await pass(1000);
    if (REFUSALS.includes(name)) note(exactly('steady', client.isEnabled('steady'), true));
  },
});

/** Modes that a server offers badly. */
export const faultyServers = quickOnes(
  ['streaming-hangs', 'delta-resets', 'streaming-is-missing', 'delta-is-overloaded'],
  Object.fromEntries(
    (['streaming', 'delta'] as const).flatMap((mode) =>
      Object.entries(answers).map(([name, faulty]) => [
        `${mode}-${name}`,
        servedWith(mode, `${mode}-${name}`, faulty),
      ]),
    ),
  ),
);
