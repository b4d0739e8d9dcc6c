import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { medianOf } from '../median-of';
import type { InstalledClients } from './install-clients';
import { atMost, createRow, type LoadingRow } from './loading-row';
import { startPayloadServer } from './payload-server';
import { converseWith } from './start-program';

const MEGABYTE = 1e6;
const FLAGS = 100;
/** Several polls, and time to become quiet. */
const IDLE_MS = 3000;

const telling = `
  process.on('message', () => process.send(process.memoryUsage.rss()));
  process.once('disconnect', () => process.exit());
  process.send('ready');
  setInterval(() => {}, 1000);`;

const ours = `
  import { UnleashClient } from 'unleash-client';
  const [url, home] = process.argv.slice(2);
  const client = new UnleashClient({ url, appName: 'idle', refreshInterval: 1000, refreshJitter: 0, cacheDirectory: home });
  await client.initialize();
  if (!client.isEnabled('flag-1', { userId: '7', properties: { country: 'NO', plan: 'pro' } })) throw new Error('no flags');
  ${telling}`;

const official = `
  import { startUnleash } from 'unleash-client';
  const [url, home] = process.argv.slice(2);
  const client = await startUnleash({ url, appName: 'idle', refreshInterval: 1000, backupPath: home, disableMetrics: true });
  if (!client.isEnabled('flag-1', { userId: '7', properties: { country: 'NO', plan: 'pro' } })) throw new Error('no flags');
  ${telling}`;

/**
 * Starts processes of each kind, as both clients were installed, lets them poll for a while, and looks at their resident
 * memory; that of an empty process is taken off.
 */
export async function measureIdle(installed: InstalledClients, processes: number): Promise<LoadingRow> {
  const server = await startPayloadServer(FLAGS);
  const look = async (name: string, script: string, folder: string): Promise<number> => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, script);
    const program = await converseWith(fork(file, [server.url, folder], { execArgv: [] }));
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    const bytes = await program.ask<number>({});
    await program.stop();
    return bytes;
  };
  const lookAt = (...kind: Parameters<typeof look>): Promise<number[]> =>
    Promise.all(Array.from({ length: processes }, () => look(...kind)));
  try {
    // All at once: resident memory does not depend on who else is running.
    const [bare, oursBytes, officialBytes] = await Promise.all([
      lookAt('empty', telling, installed.ours.folder),
      lookAt('ours', ours, installed.ours.folder),
      lookAt('official', official, installed.official.folder),
    ]);
    const empty = medianOf(bare);
    const above = (bytes: readonly number[]) => bytes.map((each) => (each - empty) / MEGABYTE);
    return createRow({
      name: `idle memory over an empty node, ${FLAGS} flags`,
      must: atMost(6, ' MB'),
      isAbsolute: true,
      unit: 'MB',
      ours: above(oursBytes),
      theirs: above(officialBytes),
    });
  } finally {
    await server.close();
  }
}
