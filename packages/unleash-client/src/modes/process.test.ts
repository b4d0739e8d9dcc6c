import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { forkProgram } from '../testing/fork-program.testing';
import { runProgram } from '../testing/run-program.testing';
import { SOON } from '../testing/soon.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';

const optionsOf = ({ url, customHeaders }: { url: string; customHeaders: object }) =>
  JSON.stringify({ url, customHeaders, appName: 'a', mode: 'streaming', disableMetrics: true });

describe('an open stream', () => {
  test('is closed by destroy', async () => {
    const { server, connection } = await startTestServer();
    const { client } = createTestClient({ ...connection, mode: 'streaming' });
    await client.initialize();
    expect(server.streams).toBe(1);
    await client.destroy();
    await vi.waitFor(() => expect(server.streams).toBe(0), SOON);
    server.updateFlag('off', { enabled: true });
    expect(client.isEnabled('on')).toBe(true);
    expect(client.isEnabled('off')).toBe(false);
  });

  test('does not keep a process alive', async () => {
    const { connection } = await startTestServer();
    const { code, output, errors } = await runProgram(`
      import { startUnleash } from 'unleash-client';
      const client = await startUnleash(${optionsOf(connection)});
      console.log(client.isEnabled('on'));
    `).result;
    expect({ code, output, errors }).toEqual({ code: 0, output: 'true\n', errors: '' });
  });

  test('ends with destroy, and the process right after', async () => {
    const { connection } = await startTestServer();
    const { code, output, errors } = await runProgram(`
      import { startUnleash } from 'unleash-client';
      const client = await startUnleash(${optionsOf(connection)});
      const destroyedAt = performance.now();
      process.on('exit', () => console.log(performance.now() - destroyedAt < 1000));
      await client.destroy();
    `).result;
    expect({ code, output, errors }).toEqual({ code: 0, output: 'true\n', errors: '' });
  });
});

test('a stream that is never answered does not delay destroy, nor the end of the process', async () => {
  const server = await startScriptedServer(() => 'hang');
  const { code, output, errors } = await runProgram(`
    import { startUnleash } from 'unleash-client';
    const client = await startUnleash(${optionsOf({ url: server.url, customHeaders: {} })}, { timeoutMs: 300 });
    const destroyedAt = performance.now();
    process.on('exit', () => console.log(performance.now() - destroyedAt < 1000));
    await client.destroy();
  `).result;
  expect({ code, output, errors }).toEqual({ code: 0, output: 'true\n', errors: '' });
});

test('memory stays flat over 10,000 events of a stream', async () => {
  const { server, connection } = await startTestServer({ flags: { flips: true } });
  const program = forkProgram(
    `import v8 from 'node:v8';
    import vm from 'node:vm';
    v8.setFlagsFromString('--expose-gc');
    const gc = vm.runInNewContext('gc');
    const client = await startUnleash(${optionsOf(connection)});
    let seen = 0;
    client.on('changed', () => { seen += 1; });
    /** Tells of the heap when everything up to a flag has come. */
    process.on('message', async (last) => {
      while (!client.isEnabled(last)) await new Promise((resolve) => setTimeout(resolve, 5));
      for (let times = 0; times < 3; times += 1) {
        gc();
        await new Promise((resolve) => setImmediate(resolve));
      }
      say({ seen, heap: process.memoryUsage().heapUsed });
    });
    say('ready');`,
  );
  await program.hasSaid(1);
  let flips = 0;
  const flip = async (times: number): Promise<{ seen: number; heap: number }> => {
    for (let time = 0; time < times; time += 1) {
      flips += 1;
      server.updateFlag('flips', { rollout: flips % 101, description: `${flips}` });
      // Each event in a turn of its own: several at once would be sent as one.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const last = `last-${flips}`;
    server.setFlag({ name: last });
    const said = program.said().length;
    program.child.send(last);
    return (await program.hasSaid(said + 1)).at(-1) as { seen: number; heap: number };
  };
  const before = await flip(1000);
  const after = await flip(10_000);
  const growth = after.heap - before.heap;
  process.stdout.write(
    `10,000 streamed events: heap ${before.heap} -> ${after.heap} bytes, ${after.seen - before.seen} changes\n`,
  );
  // One connection did it all.
  expect(after.seen - before.seen).toBe(10_001);
  expect(server.requests.filter(({ path }) => path.endsWith('streaming'))).toHaveLength(1);
  expect(growth).toBeLessThan(4 * 1024 * 1024);
  program.child.kill('SIGKILL');
}, 60_000);
