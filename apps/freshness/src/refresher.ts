import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { MemoryCache, UnleashClient } from 'unleash-client';
import type { Refreshed } from './run-refresh-cost';

/** A client in a process of its own: refreshes when it is told to, and says what that has cost. */
const [url = '', token = '', mode, caching] = process.argv.slice(2);

/** Storing goes on after a refresh; 10 MB are on the disk long before that. */
const STORED_AFTER_MS = 250;

const folder = mkdtempSync(join(tmpdir(), 'freshness-'));
const end = () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
};
process.once('SIGTERM', end);
process.once('disconnect', end);

const client = new UnleashClient({
  url,
  appName: 'refresher',
  customHeaders: { Authorization: token },
  mode: mode === 'delta' ? 'delta' : 'polling',
  refreshInterval: 0,
  disableMetrics: true,
  disableRegistration: true,
  ...(caching === 'memory' ? { cache: new MemoryCache() } : { cacheDirectory: folder }),
});
await client.initialize({ timeoutMs: 60_000 });
await setTimeout(STORED_AFTER_MS);

const cpuMs = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

process.on('message', async (marker) => {
  const before = process.cpuUsage();
  await client.refresh();
  const inUse = cpuMs(before);
  await setTimeout(STORED_AFTER_MS);
  const stored = cpuMs(before);
  const definitions = client.featureDefinitions();
  const isFresh = ['flag-0', 'flag-1'].every((name) => definitions.get(name)?.type === marker);
  const refreshed: Refreshed = { inUse, stored, isFresh };
  process.send?.(refreshed);
});
process.send?.('ready');
