import { describe, expect, test } from 'vitest';
import { runProgram } from './run-program.testing';
import { sumUsage } from './send/sum-reports.testing';
import { type Reply, startScriptedServer } from './start-server.testing';

const OK: Reply = { status: 202 };
const largest = (bodies: readonly string[]) => Math.max(...bodies.map((body) => Buffer.byteLength(body)));

describe('the built package, which its build must precede,', () => {
  test('holds a million unknown names in 20 MB, also while reports fail, and tells the limit once', async () => {
    const failures = Array.from({ length: 50 }, (): Reply => ({ status: 503 }));
    const server = await startScriptedServer({ status: 503 }, ...failures, OK);
    const { output } = await runProgram(
      server.url,
      `const used = () => { gc(); return process.memoryUsage().heapUsed; };
      await sender.flush();
      const before = used();
      for (let name = 0; name < 1_000_000; name += 1) {
        const counter = counts.counterOfUnknown('no-such-flag-' + name);
        counter?.count(false);
        counter?.countVariant('disabled');
        if (name % 20_000 === 0) await sender.flush();
      }
      const grownMb = (used() - before) / 1e6;
      for (let time = 0; time < 3; time += 1) await sender.flush();
      console.log(JSON.stringify({ grownMb, warnings: warnings.length, limit: warnings[0] }));`,
    );
    expect(output).toMatchObject({ warnings: 1, limit: 10_000 });
    expect(output.grownMb).toBeLessThanOrEqual(20);
    expect(sumUsage(server.taken).size).toBeGreaterThan(9000);
    expect(largest(server.bodies)).toBeLessThanOrEqual(95_000);
  });

  test('reports ten thousand flags without holding up the process', async () => {
    const server = await startScriptedServer(OK);
    const { output } = await runProgram(
      server.url,
      `const names = Array.from({ length: 10_000 }, (_, n) => 'team-' + (n % 50) + '.some-feature.number-' + n);
      const report = () => {
        for (const name of names) {
          counts.counterOf(name).count(true);
          counts.counterOf(name).countVariant('blue');
        }
        return longestStretch(() => sender.flush());
      };
      // By its first report, a client has registered and fetched flags: the connection is there.
      counts.counterOf('a').count(true);
      await sender.flush();
      const stretches = [await report(), await report(), await report()];
      console.log(JSON.stringify({ longestMs: Math.max(...stretches), faults: faults.length }));`,
    );
    expect(output.faults).toBe(0);
    // 20 ms on a machine that does nothing else; this one may be running other tests.
    expect(output.longestMs).toBeLessThanOrEqual(100);
    expect(sumUsage(server.taken).size).toBe(10_001);
    expect(largest(server.bodies)).toBeLessThanOrEqual(95_000);
  });

  test('keeps ten thousand flags that cannot be sent without holding up the process', async () => {
    const server = await startScriptedServer({ status: 503 });
    const { output } = await runProgram(
      server.url,
      `for (let name = 0; name < 10_000; name += 1) {
        counts.counterOf('known-' + name).count(true);
        counts.counterOfUnknown('unknown-' + name).count(true);
      }
      await sender.flush();
      const stretches = [];
      for (let time = 0; time < 3; time += 1) stretches.push(await longestStretch(() => sender.flush()));
      console.log(JSON.stringify({ longestMs: Math.max(...stretches), kept: counts.take().flags.length }));`,
    );
    expect(output.kept).toBe(20_000);
    expect(output.longestMs).toBeLessThanOrEqual(100);
  });

  test('holds no process with the time until the next report', async () => {
    const server = await startScriptedServer(OK);
    const { code } = await runProgram(
      server.url,
      `sender.start();
      counts.counterOf('a').count(true);
      await sender.flush();
      console.log('{}');`,
    );
    expect(code).toBe(0);
    expect(server.taken).toHaveLength(1);
  });
});
