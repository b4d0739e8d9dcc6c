import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from './free-port';
import { type RedisOptions, startRedis } from './start-redis';

async function start(options?: RedisOptions) {
  const server = await startRedis(options);
  onTestFinished(() => server.stop());
  return server;
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a server answers commands, on a free port or the given one', async () => {
  const port = await freePort();
  const [one, other] = await Promise.all([start(), start({ port })]);
  expect(one.url).toBe(`redis://127.0.0.1:${one.port}`);
  expect(other.port).toBe(port);
  await one.command('set', 'key', 'two words');
  expect(await one.command('get', 'key')).toBe('two words');
  await expect(one.command('get')).rejects.toThrow('wrong number of arguments');
});

test('a stopped server leaves neither process nor folder behind', async () => {
  const server = await startRedis();
  const folder = (await server.command('config', 'get', 'dir')).split('\n')[1] ?? '';
  expect(existsSync(folder)).toBe(true);
  await server.stop();
  expect([existsSync(folder), isAlive(server.pid)]).toEqual([false, false]);
  await server.stop();
});

test('a restart keeps what was stored, or empties it', async () => {
  const server = await start();
  await server.command('set', 'key', 'text');
  const { pid } = server;
  await server.restart();
  expect(server.pid).not.toBe(pid);
  expect(await server.command('get', 'key')).toBe('text');
  await server.restart({ empty: true });
  expect(await server.command('get', 'key')).toBe('');
  await server.kill();
  await server.restart();
  expect(await server.command('ping')).toBe('PONG');
});

test('a suspended server accepts connections and answers nothing until it is resumed', async () => {
  const server = await start();
  server.suspend();
  const socket = createConnection({ port: server.port, host: '127.0.0.1' });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  socket.write('PING\r\n');
  await expect(once(socket, 'data', { signal: AbortSignal.timeout(100) })).rejects.toThrow('aborted');
  server.resume();
  expect(String((await once(socket, 'data'))[0])).toBe('+PONG\r\n');
});

test('a password is asked for, from the start or later', async () => {
  const server = await start({ password: 'p@ss' });
  expect(server.url).toBe(`redis://:p%40ss@127.0.0.1:${server.port}`);
  await server.setPassword('other');
  expect(await server.command('ping')).toBe('PONG');
  await server.restart();
  expect(await server.command('config', 'get', 'requirepass')).toContain('other');
});

test('a server that does not start says why', async () => {
  await expect(startRedis({ settings: ['--no-such-setting', '1'] })).rejects.toThrow(
    /last words: .*no-such-setting/s,
  );
  const { port } = await start();
  await expect(startRedis({ port })).rejects.toThrow(/Address already in use/);
});
