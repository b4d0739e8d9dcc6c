import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestClient, NOWHERE } from '../testing/create-test-client.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { tempFolder } from '../testing/temp-folder.testing';
import type { UnleashOptions } from './unleash-options';

// As on Node.js.
vi.mock('#default-cache', () => import('../node-cache'));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

/** A life of a client, from which its cache has what it fetched. */
async function live(options: Partial<UnleashOptions>) {
  const made = createTestClient({ multipleInstanceMode: 'silently-allow', requestRetries: 0, ...options });
  const result = await made.client.initialize();
  const names = [...made.client.featureDefinitions().keys()];
  await made.client.destroy();
  return { ...made, result, names };
}

describe('cacheDirectory', () => {
  test('is where the flags are kept for the next start, which needs no server then', async () => {
    const cacheDirectory = tempFolder();
    const { server, connection } = await startTestServer();
    const first = await live({ ...connection, cacheDirectory });
    expect(first.result).toEqual({ source: 'server', flags: 2 });
    expect(filesIn(cacheDirectory)).toEqual([expect.stringMatching(/^flags\/unleash-/)]);
    await server.close();
    const second = await live({ ...connection, cacheDirectory });
    expect(second.result).toMatchObject({ source: 'cache', flags: 2 });
    expect(second.names).toEqual(['on', 'off']);
    expect(second.log.lines).toEqual([expect.stringContaining('ECONNREFUSED')]);
  });

  test("is in the user's cache folder by default", async () => {
    const home = tempFolder();
    const before = process.env.XDG_CACHE_HOME;
    process.env.XDG_CACHE_HOME = home;
    onTestFinished(() => {
      process.env.XDG_CACHE_HOME = before;
    });
    const { server, connection } = await startTestServer();
    await live(connection);
    expect(filesIn(home)).toEqual([expect.stringMatching(/^unleash-client\/flags\/unleash-/)]);
    await server.close();
    const { result, log } = await live(connection);
    expect(result.source).toBe('cache');
    expect(log.lines).toHaveLength(1);
  });

  test('stays as it is when no flags come', async () => {
    const cacheDirectory = tempFolder();
    const server = await startScriptedServer(() => ({ body: '<html></html>' }));
    for (const url of [NOWHERE, server.url]) {
      const { log, result } = await live({ url, cacheDirectory });
      expect(result.source).toBe('none');
      expect(log.lines).toHaveLength(1);
    }
    expect(readdirSync(cacheDirectory)).toEqual([]);
  });

  test('is not touched before the client is initialized', async () => {
    const cacheDirectory = join(tempFolder(), 'new');
    const { client } = createTestClient({ cacheDirectory });
    await client.destroy();
    expect(() => readdirSync(cacheDirectory)).toThrow('ENOENT');
  });

  test('holds no token and no other secret of the headers, neither in a file nor in a name', async () => {
    const cacheDirectory = tempFolder();
    const secrets = ['964a287e1b728cb5f4f3e0120df92cb5', 'hunter2'];
    const server = await startScriptedServer(() => ({ body: bodyOf('on') }));
    const [token, password] = secrets;
    for (const Authorization of [`default:production.${token}`, `*:*.${token}`, token as string]) {
      await live({
        url: server.url,
        cacheDirectory,
        customHeaders: { Authorization, 'X-Proxy': `secret ${password}` },
      });
    }
    const files = filesIn(cacheDirectory);
    expect(files).toHaveLength(3);
    for (const secret of secrets) {
      expect(files.join()).not.toContain(secret);
      for (const file of files)
        expect(readFileSync(join(cacheDirectory, file), 'utf8')).not.toContain(secret);
    }
  });

  test('may be shared by environments of one application, which never see flags of each other', async () => {
    const cacheDirectory = tempFolder();
    const environments = ['production', 'staging'];
    const server = await startScriptedServer((_, { headers }) => {
      const environment = /:(\w+)\./.exec(headers.authorization ?? '')?.[1] ?? 'none';
      return { body: bodyOf(`of-${environment}`) };
    });
    const optionsOf = (environment: string): Partial<UnleashOptions>[] => {
      const Authorization = `default:${environment}.0123456789abcdef`;
      return [
        { customHeaders: { Authorization } },
        { customHeaders: () => ({ Authorization }), environment },
        { customHeaders: async () => ({ Authorization }), cacheKey: environment },
      ];
    };
    const liveAll = async () => {
      const seen: unknown[] = [];
      for (const environment of environments) {
        for (const options of optionsOf(environment)) {
          const { names, log } = await live({ url: server.url, cacheDirectory, ...options });
          seen.push([environment, names]);
          log.forget();
        }
      }
      return seen;
    };
    const each = environments.flatMap((name) => Array(3).fill([name, [`of-${name}`]]));
    expect(await liveAll()).toEqual(each);
    await server.close();
    expect(await liveAll()).toEqual(each);
    expect(filesIn(cacheDirectory)).toHaveLength(6);
  });

  test.each([
    ['is below a file', (file: string) => join(file, 'folder')],
    ['is a file', (file: string) => file],
    ['has a file where the flags should be kept', (_: string, folder: string) => folder],
  ])('that %s disturbs nobody, and is told of once', async (_, place) => {
    const folder = tempFolder();
    const file = join(folder, 'flags');
    writeFileSync(file, 'mine');
    const { server, connection } = await startTestServer();
    const { client, log, eventsOf } = createTestClient({
      ...connection,
      cacheDirectory: place(file, folder),
      refreshInterval: 0,
    });
    expect(await client.initialize()).toEqual({ source: 'server', flags: 2 });
    server.updateFlag('off', { enabled: true });
    await client.refresh();
    expect(client.isEnabled('off')).toBe(true);
    await client.destroy();
    expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['CACHE']);
    expect(log.lines).toEqual([expect.stringContaining(folder)]);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test('keeps a fleet that elects', async () => {
    const cacheDirectory = tempFolder();
    const { server, connection } = await startTestServer();
    const join = async () => {
      const made = createTestClient({
        ...connection,
        cacheDirectory,
        multipleInstanceMode: 'silently-allow',
      });
      return { ...made, result: await made.client.initialize({ fetchToggles: 'elected' }) };
    };
    expect([(await join()).result.source, (await join()).result.source]).toEqual(['server', 'cache']);
    expect(server.requests).toHaveLength(1);
  });
});

test('a user without a cache folder has one error to read, and flags', async () => {
  vi.stubEnv('XDG_CACHE_HOME', '');
  vi.stubEnv('HOME', '/nonexistent');
  onTestFinished(() => void vi.unstubAllEnvs());
  const { connection } = await startTestServer();
  const { result, log, eventsOf } = await live(connection);
  expect(result).toEqual({ source: 'server', flags: 2 });
  expect(eventsOf('error').map(({ error }) => error.code)).toEqual(['CACHE']);
  expect(log.lines).toEqual([expect.stringMatching(/the cache could not be read: .*folder/)]);
});
