import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openRedis, type TestEnd } from './testing/open-cache.testing';
import { type ProgramResult, runProgram } from './testing/run-program.testing';

const packages = fileURLToPath(new URL('../../', import.meta.url));

/** A folder where the built package is installed as `cache-redis.mjs`, without its peers. */
function install({ onTestFinished }: TestEnd): string {
  const folder = mkdtempSync(join(tmpdir(), 'cache-redis-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const scope = join(folder, 'node_modules/@unleash-client');
  mkdirSync(scope, { recursive: true });
  for (const name of ['cache', 'bootstrap']) symlinkSync(join(packages, name), join(scope, name));
  copyFileSync(join(packages, 'cache-redis/dist/index.js'), join(folder, 'cache-redis.mjs'));
  return folder;
}

/** A program that tells how long its process lives on after its last line. */
const program = (lines: string) => `
  import { RedisCache } from '@unleash-client/cache-redis';
  import { createClient } from 'redis';
  import { Redis } from 'ioredis';
  ${lines}
  const endMs = performance.now();
  process.on('exit', () => console.log(performance.now() - endMs));`;

function expectPromptEnd({ code, output, errors }: ProgramResult): void {
  expect(errors).toBe('');
  expect(code).toBe(0);
  expect(Number(output)).toBeLessThan(1500);
}

const used = `
  cache.subscribe('key', () => undefined);
  await cache.set('key', 'text');
  if ((await cache.get('key')) !== 'text') throw new Error('it was not stored');
  await cache.lease('key', 'holder', 60_000);`;

describe.concurrent('the built package, which its build must precede,', { timeout: 25_000 }, () => {
  test('holds no process with its own connections, which nobody has closed', async (end) => {
    const { url } = await openRedis(end);
    expectPromptEnd(await runProgram(program(`const cache = new RedisCache({ url: '${url}' }); ${used}`)));
  });

  test('holds no process while it tries to connect', async () => {
    const lines = `const cache = new RedisCache({ url: 'redis://127.0.0.1:1' });
      cache.subscribe('key', () => undefined);
      await cache.get('key').then(() => { throw new Error('impossible'); }, () => undefined);`;
    expectPromptEnd(await runProgram(program(lines)));
  });

  test('holds no process whose Redis was stopped where it stands', async (end) => {
    const server = await openRedis(end);
    const lines = `const cache = new RedisCache({ url: '${server.url}', commandTimeoutMs: 3000 }); ${used}
      process.kill(${server.pid}, 'SIGSTOP');
      await cache.get('key').then(() => { throw new Error('impossible'); }, () => undefined);
      cache.subscribe('other', () => undefined);
      await cache.close();`;
    expectPromptEnd(await runProgram(program(lines)));
  });

  test.for([
    ['node-redis', 'createClient({ url })', 'await client.connect();', 'client.destroy();'],
    ['ioredis', 'new Redis(url)', '', 'client.disconnect();'],
  ])('holds no process that has closed its %s', async ([, create, connect, close], end) => {
    const { url } = await openRedis(end);
    const lines = `const url = '${url}'; const client = ${create}; ${connect}
      const cache = new RedisCache({ client, commandTimeoutMs: 3000 }); ${used} ${close}`;
    expectPromptEnd(await runProgram(program(lines)));
  });

  test('says what to install where there is no node-redis', async (end) => {
    const { output } = await runProgram(
      `import { RedisCache } from './cache-redis.mjs';
      const cache = new RedisCache({ url: 'redis://127.0.0.1:1' });
      await cache.get('key').catch((error) => console.log(error.message));`,
      install(end),
    );
    expect(output).toBe('Redis failed: the option url needs node-redis: npm install redis\n');
  });

  test('gives a call all of its time, however long node-redis takes to load', async (end) => {
    const { url } = await openRedis(end);
    const folder = install(end);
    const library = join(folder, 'node_modules/redis');
    mkdirSync(library);
    writeFileSync(join(library, 'package.json'), '{ "main": "index.js" }');
    const real = JSON.stringify(join(packages, 'cache-redis/node_modules/redis'));
    const busy = 'const start = performance.now(); while (performance.now() - start < 1500);';
    writeFileSync(join(library, 'index.js'), `${busy} module.exports = require(${real});`);
    const { output, errors } = await runProgram(
      `import { RedisCache } from './cache-redis.mjs';
      const cache = new RedisCache({ url: '${url}', commandTimeoutMs: 1000 });
      console.log(await cache.set('key', 'text'), await cache.get('key'));
      await cache.close();`,
      folder,
    );
    expect({ output, errors }).toEqual({ output: 'true text\n', errors: '' });
  });
});
