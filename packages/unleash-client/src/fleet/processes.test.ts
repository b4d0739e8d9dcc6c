import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { forkProgram } from '../testing/fork-program.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startUsageServer } from '../testing/start-usage-server.testing';
import { startVersionedServer } from '../testing/start-versioned-server.testing';
import { sumUsage } from '../testing/sum-usage.testing';
import { tempFolder } from '../testing/temp-folder.testing';

/** Long enough for processes on a busy machine, and nothing waits so long when all is well. */
const SOON = { timeout: 10_000, interval: 10 };
const INTERVAL_MS = 1000;

/** What the processes of one application count, each with a client of its own, beside one that was there before them. */
describe.each([
  [
    'node:cluster',
    `import cluster from 'node:cluster';
    const isFirst = cluster.isPrimary;
    const name = process.env.NAME;
    const startOther = (name) => new Promise((resolve) => cluster.fork({ NAME: name }).once('exit', resolve));
    const end = () => cluster.worker?.disconnect();`,
  ],
  [
    'node:worker_threads',
    `import { isMainThread, Worker, workerData } from 'node:worker_threads';
    const isFirst = isMainThread;
    const name = workerData;
    const startOther = (name) =>
      new Promise((resolve) => new Worker(new URL(import.meta.url), { workerData: name }).once('exit', resolve));
    const end = () => undefined;`,
  ],
])('with %s', (_, means) => {
  test('a client that was made before the workers are works on, as theirs do, and each counts for itself', async () => {
    const server = await startUsageServer();
    const program = forkProgram(
      `${means}
      const start = (appName) => startUnleash({ url: '${server.url}', appName, refreshInterval: 0 });
      const ask = (client, times) => {
        for (let time = 0; time < times; time += 1) if (!client.isEnabled('on')) say('off');
      };
      if (isFirst) {
        const client = await start('first');
        ask(client, 1);
        const codes = await Promise.all([startOther('second'), startOther('third')]);
        await client.refresh();
        ask(client, 2);
        await client.destroy();
        say(codes);
      } else {
        const client = await start(name);
        ask(client, name === 'second' ? 10 : 20);
        await client.destroy();
        end();
      }`,
      { XDG_CACHE_HOME: tempFolder() },
    );
    expect(await program.result()).toEqual([[0, 0]]);
    const countsOf = (app: string) =>
      sumUsage(server.taken.filter(({ appName }) => appName === app)).get('on')?.yes;
    expect([countsOf('first'), countsOf('second'), countsOf('third')]).toEqual([3, 10, 20]);
    expect(server.requests.register).toHaveLength(3);
  });
});

describe('processes that elect over the cache that is there by default', () => {
  /** Three of them; a test may kill or stop any. */
  async function startFleet() {
    const server = await startVersionedServer();
    const home = tempFolder();
    const members = new Map(
      ['one', 'two', 'three'].map((name) => {
        const program = forkProgram(
          `const client = new UnleashClient({
            url: '${server.url}', appName: 'fleet', instanceId: '${name}', refreshInterval: ${INTERVAL_MS},
            refreshJitter: 0, disableMetrics: true, disableRegistration: true,
          });
          client.on('changed', () => say([...client.featureDefinitions().keys()].join()));
          process.once('disconnect', () => process.exit());
          await client.initialize({ fetchToggles: 'elected' });`,
          { XDG_CACHE_HOME: home },
        );
        return [name, program];
      }),
    );
    const flagsOf = (name: string) => members.get(name)?.said().at(-1);
    const pollers = () => server.requests.map(({ headers }) => String(headers['unleash-instanceid']));
    return {
      server,
      members,
      pollers,
      /** Waits until these have these flags. */
      have: (names: Iterable<string>, flags: string) =>
        vi.waitFor(() => {
          for (const name of names) expect([name, flagsOf(name)]).toEqual([name, flags]);
        }, SOON),
      /** Waits for a request of another process than this one; how long that took, in milliseconds. */
      async pollerAfter(gone: string) {
        const [begin, count] = [performance.now(), server.requests.length];
        const next = () =>
          pollers()
            .slice(count)
            .find((name) => name !== gone);
        await vi.waitFor(() => expect(next()).toBeDefined(), SOON);
        return { name: next() as string, tookMs: performance.now() - begin };
      },
      /** What is stored, head and body. */
      stored() {
        const folder = join(home, 'unleash-client', 'flags');
        const name = readdirSync(folder).find((file) => file.endsWith('.cache')) ?? '';
        return readFileSync(join(folder, name), 'utf8');
      },
    };
  }

  test('are one at the server, and outlive the one that polls, be it killed or stopped', async ({
    annotate,
  }) => {
    const { server, members, pollers, have, pollerAfter, stored } = await startFleet();
    const all = [...members.keys()];
    await have(all, 'v1');

    // One polls: a request an interval, all from the same process.
    const begin = performance.now();
    const before = server.requests.length;
    await have(all, server.change());
    await server.received(before + 3);
    const [poller = '', ...others] = new Set(pollers().slice(before));
    expect(others).toEqual([]);
    expect(performance.now() - begin).toBeGreaterThan(1.5 * INTERVAL_MS);

    members.get(poller)?.child.kill('SIGKILL');
    const second = await pollerAfter(poller);
    expect(second.tookMs).toBeLessThan(2 * INTERVAL_MS);
    await annotate(`after a kill another polls within ${Math.round(second.tookMs)} ms`);
    const left = all.filter((name) => name !== poller);
    await have(left, server.change());

    members.get(second.name)?.child.kill('SIGSTOP');
    const third = await pollerAfter(second.name);
    expect(third.tookMs).toBeLessThan(2 * INTERVAL_MS);
    await annotate(`after a stop another polls within ${Math.round(third.tookMs)} ms`);
    const missed = server.change();
    await have([third.name], missed);
    members.get(second.name)?.child.kill('SIGCONT');
    await have(left, missed);
    await vi.waitFor(() => expect(stored()).toContain(bodyOf(missed)), SOON);

    // The one that was stopped follows from now on.
    const newest = server.change();
    await have(left, newest);
    await vi.waitFor(() => expect(stored()).toContain(bodyOf(newest)), SOON);
    const asked = server.requests.length;
    await server.received(asked + 2);
    expect(new Set(pollers().slice(asked))).toEqual(new Set([third.name]));
    expect(stored()).toContain(bodyOf(newest));
  }, 40_000);
});

test('a process that was here before starts warm: from its files, or with a 304', async ({ annotate }) => {
  const server = await startScriptedServer((_, { headers }) =>
    headers['if-none-match'] === '"v1"' ? { status: 304 } : { body: bodyOf('on'), headers: { etag: '"v1"' } },
  );
  const XDG_CACHE_HOME = tempFolder();
  const live = () =>
    forkProgram(
      `const begin = performance.now();
      const client = new UnleashClient({
        url: '${server.url}', appName: 'warm', requestRetries: 0, logLevel: 'silent', disableMetrics: true,
        disableRegistration: true,
      });
      const ready = new Promise((resolve) => {
        client.once('ready', ({ source }) => resolve([source, performance.now() - begin]));
      });
      const { source } = await client.initialize();
      say([...await ready, source, client.isEnabled('on')]);
      await client.destroy();`,
      { XDG_CACHE_HOME },
    ).result();
  const took = expect.any(Number);
  expect(await live()).toEqual([['server', took, 'server', true]]);
  const [warm] = (await live()) as [[string, number, string, boolean]];
  expect(warm).toEqual(['cache', took, 'server', true]);
  expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"v1"']);
  await server.close();
  const [alone] = (await live()) as [[string, number, string, boolean]];
  expect(alone).toEqual(['cache', took, 'cache', true]);
  for (const [how, [, readyMs]] of [
    ['up', warm],
    ['down', alone],
  ] as const) {
    expect(readyMs).toBeLessThan(1000);
    await annotate(`with the server ${how}, ready from the cache after ${readyMs.toFixed(1)} ms`);
  }
});
