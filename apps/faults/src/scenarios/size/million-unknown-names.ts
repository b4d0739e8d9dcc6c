import { atMost, exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** An application that makes names of flags from ids. */
export const millionUnknownNames: Scenario = {
  title: 'a million unknown flag names',
  row: 'a million unknown names',
  criterion: '≤ 20 MB more heap; no report over 95 kB; a warning',
  async arrange({ serve }) {
    const server = await serve();
    const largest = () => Math.max(...server.of('metrics').map(({ body }) => Buffer.byteLength(body)));
    return {
      options: { url: server.url, metricsInterval: 0 },
      flags: ['--expose-gc'],
      judge: () => [atMost('largest report', largest() / 1000, 95, ' kB')],
    };
  },
  async act({ start, events, note }) {
    const client = await start();
    const heap = () => {
      globalThis.gc?.();
      return process.memoryUsage().heapUsed / 1024 ** 2;
    };
    const before = heap();
    for (let index = 0; index < 1_000_000; index += 1) {
      client.isEnabled(`feature-of-customer-${index}`);
      if (index % 10_000 === 0) await new Promise(setImmediate);
    }
    note(atMost('more heap', heap() - before, 20, ' MB'));
    const warnings = events.filter((event) => event.eventType === 'warn');
    note(exactly('kinds of warnings', [...new Set(warnings.map(({ kind }) => kind))], ['unknown-flags']));
    await client.flushMetrics();
  },
};
