import { FileCache } from '@unleash-client/cache-file';
import { RedisCache } from '@unleash-client/cache-redis';
import { type Cache, startUnleash } from 'unleash-client';
import type { MemberReport } from './member-report';

/** One process of an elected fleet. It tells its parent of leases, writes and changes, and ends when it is told to. */
const [url = '', token = '', cacheAddress = '', interval = ''] = process.argv.slice(2);

const now = () => performance.timeOrigin + performance.now();
const report = (message: MemberReport) => void process.send?.(message);
const versionOf = (names: readonly string[]) => names.find((name) => name.startsWith('version-')) ?? '';

const cache: Cache = watch(
  cacheAddress.startsWith('redis:')
    ? new RedisCache({ url: cacheAddress })
    : new FileCache({ directory: cacheAddress }),
);

/** A cache that tells of each lease as it is given, and of each write. */
function watch(inner: Cache): Cache {
  return {
    get: (key) => inner.get(key),
    async set(key, value, guard) {
      const answer = await inner.set(key, value, guard);
      const kind = answer === false ? 'refused' : 'stored';
      if (guard !== undefined) report({ kind, token: guard.token, at: now() });
      return answer;
    },
    exists: (key) => inner.exists?.(key) ?? true,
    subscribe: (key, changed) => inner.subscribe?.(key, changed) ?? (() => undefined),
    async lease(key, holder, ttlMs) {
      const askedAt = now();
      const lease = (await inner.lease?.(key, holder, ttlMs)) ?? null;
      if (lease !== null) report({ kind: 'lease', token: lease.token, from: now(), until: askedAt + ttlMs });
      return lease;
    },
    release: (key, holder) => inner.release?.(key, holder),
  };
}

const client = await startUnleash(
  {
    url,
    appName: 'fleet',
    customHeaders: { Authorization: token },
    cache,
    refreshInterval: Number(interval),
    instanceId: String(process.pid),
    disableMetrics: true,
    logLevel: 'silent',
    eventCallback(event) {
      if (event.eventType === 'fetched') {
        const names = (event.features as readonly { name: string }[]).map(({ name }) => name);
        report({ kind: 'fetched', version: versionOf(names), at: now() });
      }
      if (event.eventType === 'changed') {
        report({ kind: 'changed', version: versionOf([...event.added, ...event.updated]), at: now() });
      }
    },
  },
  { fetchToggles: 'elected' },
);
report({ kind: 'ready', source: client.isEnabled('steady') ? 'flags' : 'none' });

process.on('message', async () => {
  await client.destroy();
  await cache.close?.();
  process.disconnect();
});
