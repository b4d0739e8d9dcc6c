import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startServer } from './start-server.testing';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program to its end. */
async function run(script: string, type: 'module' | 'commonjs' = 'module') {
  const child = spawn(process.execPath, [`--input-type=${type}`, '-e', script], { cwd: here });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { stdout, stderr, code };
}

const seedFrom = (origin: string) => `
  const cache = new MemoryCache();
  seed(cache, fromUrl('${origin}/flags.json', { retries: 1 })).then(
    () => process.stdout.write('seeded ' + cache.get('bootstrap').split('\\n')[1]),
    (error) => process.stdout.write(error.code),
  );`;
const imports = {
  module: `
    import { fromUrl, seed } from '@unleash-client/bootstrap';
    import { MemoryCache } from '@unleash-client/cache';`,
  commonjs: `
    const { fromUrl, seed } = require('@unleash-client/bootstrap');
    const { MemoryCache } = require('@unleash-client/cache');`,
} as const;

describe('the built package, which its build must precede,', () => {
  test.each(['module', 'commonjs'] as const)(
    'keeps a process (%s) alive until it has seeded a cache, through a failure, a pause and a slow answer',
    async (type) => {
      let asked = 0;
      const { origin } = await startServer((_, response) => {
        asked += 1;
        if (asked === 1) response.writeHead(503).end();
        else setTimeout(() => response.end('{"features":[]}'), 300);
      });
      const { stdout, stderr, code } = await run(imports[type] + seedFrom(origin), type);
      expect({ stdout, stderr, code }).toEqual({ stdout: 'seeded {"features":[]}', stderr: '', code: 0 });
    },
  );

  test('keeps it alive until it has failed, too', async () => {
    const { origin } = await startServer((_, response) => response.writeHead(500).end());
    const { stdout, code } = await run(imports.module + seedFrom(origin));
    expect({ stdout, code }).toEqual({ stdout: 'BOOTSTRAP', code: 0 });
  });

  test('holds no process that does not want to be held, neither by a request nor by a pause', async () => {
    const { origin, requests } = await startServer((request, response) => {
      if (request.url === '/pause') response.writeHead(503).end();
    });
    const { stdout, code } = await run(`
      import { fromUrl } from '@unleash-client/bootstrap';
      for (const path of ['/hang', '/pause']) {
        void fromUrl('${origin}' + path, { timeoutMs: 60_000 }).load({ holdsProcess: false });
      }
      setTimeout(() => process.stdout.write('end'), 300);`);
    expect({ stdout, code, asked: requests.length }).toEqual({ stdout: 'end', code: 0, asked: 2 });
  });
});
