import { expect, onTestFinished, test } from 'vitest';
import { startRedisCluster } from './start-redis-cluster';

test('a cluster shares its slots', async () => {
  const cluster = await startRedisCluster(3);
  onTestFinished(() => cluster.stop());
  const [one] = cluster.nodes;
  expect(await one?.command('cluster', 'info')).toContain('cluster_slots_ok:16384');
  expect(await one?.command('-c', 'set', 'key', 'text')).toBe('OK');
});
