import { startDevServer } from '@unleash-client/dev-server';
import { MemoryCache, UnleashClient } from 'unleash-client';
import { MODES, type Mode } from './modes';

/** Milliseconds from the change of a flag at the server to the answer of the client that tells of it, by mode. */
export type Latencies = Readonly<Record<Mode, readonly number[]>>;

/** Changes a flag over and over: a stream brings it by itself, the other modes by `refresh()`. */
export async function runLatency(changes: number): Promise<Latencies> {
  const latencies: Record<Mode, readonly number[]> = { streaming: [], delta: [], polling: [] };
  for (const mode of MODES) latencies[mode] = await measure(mode, changes);
  return latencies;
}

async function measure(mode: Mode, changes: number): Promise<number[]> {
  const server = await startDevServer({ flags: { flags: { flag: false } }, port: 0 });
  const client = new UnleashClient({
    url: server.url,
    appName: 'freshness',
    customHeaders: { Authorization: server.token },
    mode,
    cache: new MemoryCache(),
    disableMetrics: true,
    disableRegistration: true,
  });
  await client.initialize();
  const latencies: number[] = [];
  for (let change = 1; change <= changes; change += 1) {
    const enabled = change % 2 === 1;
    const changed = new Promise((resolve) => client.once('changed', resolve));
    const changedAt = performance.now();
    server.updateFlag('flag', { enabled });
    if (mode !== 'streaming') await client.refresh();
    await changed;
    if (client.isEnabled('flag') !== enabled) throw new Error('the client answers as before');
    latencies.push(performance.now() - changedAt);
  }
  await client.destroy();
  await server.close();
  return latencies;
}
