import { RedisCache } from '@unleash-client/cache-redis';
import { UnleashClient } from 'unleash-client';
import type { WorkerMessage } from './worker-message';

// Each worker makes a client of its own, after the fork: that is all a cluster needs.
const { UNLEASH_URL = '', UNLEASH_TOKEN = '', REDIS_URL = '' } = process.env;
const tell = (message: WorkerMessage) => void process.send?.(message);

const client = new UnleashClient({
  url: UNLEASH_URL,
  appName: 'cluster',
  instanceId: `worker-${process.pid}`,
  customHeaders: { Authorization: UNLEASH_TOKEN },
  cache: new RedisCache({ url: REDIS_URL }),
  refreshInterval: 1000,
  disableRegistration: true,
  logLevel: 'silent',
});
const startedAt = performance.now();
const { source } = await client.initialize({ fetchToggles: 'elected' });
tell({ kind: 'started', source, ms: Math.round(performance.now() - startedAt) });

client.on('changed', () =>
  tell({ kind: 'changed', isOn: client.isEnabled('new-checkout', { userId: '7' }) }),
);

process.once('SIGTERM', async () => {
  await client.destroy();
  process.exit();
});
