import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import { RedisCache } from './redis-cache';
import { type ClientKind, clientKinds, openCache, openRedis } from './testing/open-cache.testing';

const SECRET = 's3cret/p@ss';
const print = (value: unknown) =>
  `${inspect(value, { depth: 20, showHidden: true })} ${JSON.stringify(value)} ${value}`;
const isHidden = (text: string) => !/s3cret|p@ss|p%40ss/.test(text);

test.concurrent.for(clientKinds)('a password is in nothing that %s shows', async (kind: ClientKind, end) => {
  const server = await openRedis(end, { password: 'another' });
  const url = server.url.replace('another', encodeURIComponent(SECRET));
  const cache = openCache(end, kind, url);
  // The client is the application's, and so is what it shows of itself.
  if (kind === 'url') expect(isHidden(print(cache))).toBe(true);
  const fault = () => cache.get('key').catch((error: unknown) => error);
  await vi.waitFor(async () => expect(String(await fault())).toContain('WRONGPASS'), { timeout: 5000 });
  expect(isHidden(print(await fault()))).toBe(true);
  await server.stop();
  await vi.waitFor(async () => expect(String(await fault())).toMatch(/ECONN|closed/), { timeout: 5000 });
  expect(isHidden(print(await fault()))).toBe(true);
  if (kind === 'url') expect(isHidden(print(cache))).toBe(true);
});

test.for([`redis://:${SECRET}`, `http://:${SECRET}@host`, `redis://:%zz${SECRET}@host`])(
  'an address that cannot work is refused without being shown: %s',
  (url) => {
    const attempt = () => new RedisCache({ url });
    expect(attempt).toThrow('url must be a redis:// or rediss:// address; what was given is not shown');
    try {
      attempt();
    } catch (error) {
      expect(isHidden(print(error).split('\n')[0] ?? '')).toBe(true);
    }
  },
);
