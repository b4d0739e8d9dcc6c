import { setTimeout } from 'node:timers/promises';
import { MemoryCache, UnleashClient } from 'unleash-client';
import type { HeapReport } from './run-heap';

/** A client in a process of its own that streams; says how large its heap is when a flag has arrived. */
const [url = '', token = ''] = process.argv.slice(2);

process.once('disconnect', () => process.exit());

const client = new UnleashClient({
  url,
  appName: 'listener',
  customHeaders: { Authorization: token },
  mode: 'streaming',
  cache: new MemoryCache(),
  disableMetrics: true,
  disableRegistration: true,
});
let changes = 0;
client.on('changed', () => {
  changes += 1;
});
await client.initialize();

process.on('message', async (last) => {
  while (!client.isEnabled(String(last))) await setTimeout(5);
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc?.();
    await setTimeout(1);
  }
  const report: HeapReport = { changes, heap: process.memoryUsage().heapUsed };
  process.send?.(report);
});
process.send?.('ready');
