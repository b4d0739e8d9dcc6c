import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** Fifty tenants, each with a client of its own. */
export const fiftyClients: Scenario = {
  title: '50 clients at once',
  row: 'bursts and crowds',
  criterion:
    'from the second request on ≤ 25 % in any 100 ms; 0 warnings of Node.js; all are destroyed ≤ 1 s',
  limits: { destroyMs: 1000, exitMs: 1000 },
  async arrange({ serve }) {
    const server = await serve();
    const later = () =>
      server
        .of('features')
        .map(({ at }) => at)
        .sort((a, b) => a - b)
        .slice(50);
    const densest = () =>
      Math.max(...later().map((from) => later().filter((at) => at >= from && at < from + 100).length));
    return {
      options: { url: server.url, refreshInterval: 1000, refreshJitter: 1500, flushOnExit: true },
      judge: () => [
        // A process that waits for the processor sends at once what it would have spread.
        { ...atMost('in the densest 100 ms', densest(), 12), isTimed: true },
        exactly('second requests', later().length >= 50, true),
      ],
    };
  },
  async act({ start, pass, note, errors }) {
    const others = { multipleInstanceMode: 'silently-allow', appName: 'tenant' } as const;
    await Promise.all(Array.from({ length: 50 }, () => start(others)));
    await pass(2700);
    note(
      exactly(
        'errors',
        errors.map(({ message }) => message),
        [],
      ),
    );
  },
};
