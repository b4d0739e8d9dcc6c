import { isCorruptEntry } from '@unleash-client/cache';
import { describe, expect, test, vi } from 'vitest';
import type { RedisCache } from './redis-cache';
import { allCalls, expectOutage } from './testing/all-calls.testing';
import { clientKinds, openCache, openRedis } from './testing/open-cache.testing';
import { startProxy } from './testing/start-proxy.testing';

const commandTimeoutMs = 500;
const options = { commandTimeoutMs };
/** For what answers: it measures the cache, and not how busy the machine is. */
const patient = { commandTimeoutMs: 5000 };
const HEALED = { timeout: 8000, interval: 50 };

/** Waits until everything works again. */
const healed = (cache: RedisCache) =>
  vi.waitFor(async () => expect(await allCalls(cache, commandTimeoutMs)).toEqual([]), HEALED);

/** Stores a first text; the first connection may take its time on a busy machine. */
const ready = (cache: RedisCache, text: string) => vi.waitFor(() => cache.set('first', text), HEALED);

describe.concurrent.each(clientKinds)('through %s, a Redis', { timeout: 20_000 }, (kind) => {
  test('that is down at the start fails calls until it is up', async (end) => {
    const gone = await openRedis(end);
    await gone.stop();
    const cache = openCache(end, kind, gone.url, options);
    await expectOutage(cache, commandTimeoutMs, /^Redis failed: (.*ECONNREFUSED|no answer in 500 ms)/);
    await openRedis(end, { port: gone.port });
    await healed(cache);
  });

  test('that is killed and comes back empty works again', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, options);
    await ready(cache, 'text');
    await server.kill();
    await expectOutage(cache, commandTimeoutMs, /^Redis failed: /);
    await server.restart({ empty: true });
    await healed(cache);
    expect(await cache.get('first')).toBe(null);
  });

  test('that is restarted still has what was stored', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, options);
    await ready(cache, 'text');
    await server.restart();
    await vi.waitFor(async () => expect(await cache.get('first')).toBe('text'), HEALED);
  });

  test('that is stopped where it stands fails calls in time, and works when it is resumed', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, options);
    await ready(cache, 'text');
    server.suspend();
    await expectOutage(cache, commandTimeoutMs, /^Redis failed: no answer in 500 ms$/);
    await expectOutage(cache, commandTimeoutMs, /^Redis failed: no answer in 500 ms$/);
    server.resume();
    await healed(cache);
  });

  test('that is stopped is not sent flags again and again', async (end) => {
    const server = await openRedis(end);
    const proxy = await startProxy(end, server.port);
    const cache = openCache(end, kind, proxy.url, options);
    const flags = 'x'.repeat(1_000_000);
    await ready(cache, flags);
    server.suspend();
    await expect(cache.set('key', flags)).rejects.toThrow('no answer');
    const { sent } = proxy;
    for (let time = 0; time < 5; time += 1)
      await expect(cache.set('key', flags)).rejects.toThrow('no answer');
    expect(proxy.sent - sent).toBeLessThan(5000);
    server.resume();
    await vi.waitFor(() => cache.set('key', flags), HEALED);
  });

  test('that is slow fails calls in time, and works when it is fast again', async (end) => {
    const proxy = await startProxy(end, (await openRedis(end)).port);
    const cache = openCache(end, kind, proxy.url, options);
    await healed(cache);
    proxy.delayMs = 1000;
    await expectOutage(cache, commandTimeoutMs, /^Redis failed: no answer in 500 ms$/);
    proxy.delayMs = 0;
    await healed(cache);
  });

  test('that is full refuses writes, and hands out what it has', async (end) => {
    const server = await openRedis(end, { settings: ['--maxmemory-policy', 'noeviction'] });
    const cache = openCache(end, kind, server.url, patient);
    await ready(cache, 'text');
    await server.command('config', 'set', 'maxmemory', '1');
    await expect(cache.set('key', 'other')).rejects.toThrow(/^Redis failed: OOM /);
    await expect(cache.lease('key', 'holder', 1000)).rejects.toThrow(/^Redis failed: OOM /);
    expect(await cache.get('first')).toBe('text');
    await server.command('config', 'set', 'maxmemory', '0');
    expect(await cache.set('key', 'other')).toBe(true);
  });

  test('that is read-only refuses writes, and hands out what it has', async (end) => {
    const server = await openRedis(end, { settings: ['--repl-timeout', '1000'] });
    const cache = openCache(end, kind, server.url, patient);
    await ready(cache, 'text');
    await server.command('replicaof', '127.0.0.1', '1');
    await expect(cache.set('key', 'other')).rejects.toThrow(/^Redis failed: READONLY /);
    await expect(cache.lease('key', 'holder', 1000)).rejects.toThrow(/^Redis failed: READONLY /);
    expect(await cache.get('first')).toBe('text');
    await server.command('replicaof', 'no', 'one');
    expect(await cache.set('key', 'other')).toBe(true);
  });

  test('that asks for a password from now on refuses everything until that is over', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, options);
    await ready(cache, 'text');
    await server.setPassword('secret');
    const refused = () => expectOutage(cache, commandTimeoutMs, /^Redis failed: (NOAUTH|no answer)/);
    await vi.waitFor(refused, HEALED);
    await server.setPassword('');
    await healed(cache);
  });

  test('that knows another password refuses everything, and the password is in no message', async (end) => {
    const server = await openRedis(end, { password: 'right' });
    const cache = openCache(end, kind, server.url.replace('right', 'wr0ng'), options);
    const refused = async () => {
      const faults = await allCalls(cache, commandTimeoutMs);
      expect(faults).toHaveLength(7);
      expect(faults.join()).toMatch(/WRONGPASS/);
      expect(faults.join()).not.toContain('wr0ng');
    };
    await vi.waitFor(refused, HEALED);
    await server.setPassword('wr0ng');
    await healed(cache);
  });

  test('that holds something else under a key makes it a corrupt entry, which is written over', async (end) => {
    const server = await openRedis(end);
    const cache = openCache(end, kind, server.url, patient);
    await server.command('hset', 'unleash:{flags}:text:key', 'field', 'value');
    await ready(cache, 'text');
    const fault = await cache.get('key').catch((error) => error);
    expect(isCorruptEntry(fault)).toBe(true);
    expect(fault.message).toBe('what is stored in Redis under unleash:{flags}:text:key is no text');
    await cache.set('key', 'text');
    expect(await cache.get('key')).toBe('text');
  });
});
