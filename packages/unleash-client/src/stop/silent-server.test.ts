import { expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.testing';
import { startUsageServer } from '../testing/start-usage-server.testing';

/** How late timers may fire on a busy machine. */
const SLACK_MS = 500;

/** What a client has done before everything hangs, and how it is destroyed. */
const cases = [
  { name: 'nothing is counted', ask: '', destroy: 'client.destroy()', destroyMs: 1000 },
  { name: 'counts are unsent', ask: "client.isEnabled('on');", destroy: 'client.destroy()', destroyMs: 3000 },
  {
    name: 'counts are unsent, timeoutMs: 200',
    ask: "client.isEnabled('on');",
    destroy: 'client.destroy({ timeoutMs: 200 })',
    destroyMs: 1000,
  },
  {
    name: 'counts are unsent, flush: false',
    ask: "client.isEnabled('on');",
    destroy: 'client.destroy({ flush: false })',
    destroyMs: 1000,
  },
  {
    name: 'counts are being sent already',
    ask: "client.isEnabled('on'); void client.flushMetrics();",
    destroy: 'client.destroy({ timeoutMs: 200 })',
    destroyMs: 1000,
  },
] as const;

/** Destroys a client in a process of its own while fetch, registration and metrics hang. */
async function run({ name, ask, destroy, destroyMs }: (typeof cases)[number]) {
  const server = await startUsageServer({
    features: (index) => (index === 0 ? undefined : 'hang'),
    register: () => 'hang',
    metrics: () => 'hang',
  });
  const { code, output, errors } = await runProgram(`
    import { startUnleash } from 'unleash-client';
    const client = await startUnleash({ url: '${server.url}', appName: 'a', logLevel: 'silent' });
    void client.refresh();
    ${ask}
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = performance.now();
    await ${destroy};
    const settled = performance.now();
    process.on('exit', () => console.log(settled - started, performance.now() - settled));
  `).result;
  const [settledMs = Number.NaN, exitMs = Number.NaN] = output.split(' ').map(Number);
  return { name, code, errors, settledMs, exitMs, destroyMs, requests: server.requests };
}

test('destroy() settles in time though every request hangs, and the process ends after it', async () => {
  const rows = await Promise.all(cases.map(run));
  const lines = rows.map(
    ({ name, code, settledMs, exitMs, destroyMs }) =>
      `destroy() while all requests hang: ${name.padEnd(34)} code ${code}  settled after ${settledMs.toFixed(0).padStart(4)} ms (limit ${destroyMs})  exit ${exitMs.toFixed(0)} ms later`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  for (const { name, code, errors, settledMs, exitMs, destroyMs, requests } of rows) {
    expect({ code, errors }, name).toEqual({ code: 0, errors: '' });
    expect(settledMs, name).toBeLessThan(destroyMs + SLACK_MS);
    expect(exitMs, name).toBeLessThan(1000);
    expect([requests.features.length, requests.register.length], name).toEqual([2, 1]);
  }
  expect(rows.map(({ requests }) => requests.metrics.length)).toEqual([0, 1, 1, 0, 1]);
});
