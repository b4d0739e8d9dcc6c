import { describe, expect, test } from 'vitest';
import { runProgram } from '../testing/run-program.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { sumUsage } from '../testing/sum-usage.testing';

/** What a program does after it has started a client and asked for a flag once. */
const endings = {
  'ends by itself': '',
  'calls process.exit': 'process.exit(3);',
  'gets SIGTERM': 'setInterval(() => undefined, 1000); process.kill(process.pid, "SIGTERM");',
  'gets SIGINT': 'setInterval(() => undefined, 1000); process.kill(process.pid, "SIGINT");',
  'gets SIGTERM and ends itself': `
    const life = setInterval(() => undefined, 1000);
    process.once('SIGTERM', () => setTimeout(() => { process.stdout.write('graceful '); clearInterval(life); }, 300));
    process.kill(process.pid, 'SIGTERM');`,
  'destroys the client': 'await client.destroy();',
} as const;

interface Row {
  readonly ending: keyof typeof endings;
  readonly flushOnExit: boolean;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ms: number;
  readonly delivered: number;
  readonly output: string;
}

async function run(ending: keyof typeof endings, flushOnExit: boolean): Promise<Row> {
  const { server, connection } = await startTestServer();
  const options = JSON.stringify({ ...connection, appName: 'ending', flushOnExit, logLevel: 'silent' });
  const { child, result } = runProgram(`
    import { startUnleash } from 'unleash-client';
    const client = await startUnleash(${options});
    client.isEnabled('on');
    process.stdout.write('asked ');
    ${endings[ending]}`);
  let askedAt = Number.NaN;
  child.stdout.once('data', () => {
    askedAt = Date.now();
  });
  const { code, output } = await result;
  const delivered = sumUsage(server.metrics).get('on')?.yes ?? 0;
  return { ending, flushOnExit, code, signal: child.signalCode, ms: Date.now() - askedAt, delivered, output };
}

describe('flushOnExit', () => {
  test('delivers counts as promised, in time, and ends as it would have', async () => {
    const names = Object.keys(endings) as (keyof typeof endings)[];
    const rows = await Promise.all(
      [false, true].flatMap((flush) => names.map((ending) => run(ending, flush))),
    );
    const lines = rows.map(
      ({ ending, flushOnExit, code, signal, ms, delivered }) =>
        `${ending.padEnd(30)} flushOnExit ${String(flushOnExit).padEnd(5)}  ${signal ?? `code ${code}`}  ${delivered} of 1 delivered  ${ms} ms`,
    );
    process.stdout.write(`${lines.join('\n')}\n`);

    const told = rows.map((row) => [row.ending, row.flushOnExit, row.signal ?? row.code, row.delivered]);
    expect(told).toEqual([
      ['ends by itself', false, 0, 0],
      ['calls process.exit', false, 3, 0],
      ['gets SIGTERM', false, 'SIGTERM', 0],
      ['gets SIGINT', false, 'SIGINT', 0],
      ['gets SIGTERM and ends itself', false, 0, 0],
      ['destroys the client', false, 0, 1],
      ['ends by itself', true, 0, 1],
      ['calls process.exit', true, 3, 0],
      ['gets SIGTERM', true, 'SIGTERM', 1],
      ['gets SIGINT', true, 'SIGINT', 1],
      ['gets SIGTERM and ends itself', true, 0, 1],
      ['destroys the client', true, 0, 1],
    ]);
    for (const row of rows) {
      expect(row.ms, row.ending).toBeLessThan(3000);
      expect(row.output.includes('graceful')).toBe(row.ending === 'gets SIGTERM and ends itself');
    }
  });

  test('waits for all clients of the process before the signal is raised again', async () => {
    const [one, two] = [await startTestServer(), await startTestServer()];
    const { child, result } = runProgram(`
      import { startUnleash } from 'unleash-client';
      const options = { appName: 'two', flushOnExit: true, logLevel: 'silent' };
      const slow = async () => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        return ${JSON.stringify(two.connection.customHeaders)};
      };
      const first = await startUnleash({ ...options, ...${JSON.stringify(one.connection)} });
      const second = await startUnleash({ ...options, url: ${JSON.stringify(two.connection.url)}, customHeaders: slow });
      first.isEnabled('on');
      second.isEnabled('on');
      setInterval(() => undefined, 1000);
      process.kill(process.pid, 'SIGTERM');`);
    await result;
    expect(child.signalCode).toBe('SIGTERM');
    expect([one, two].map(({ server }) => sumUsage(server.metrics).get('on')?.yes)).toEqual([1, 1]);
  });
});
