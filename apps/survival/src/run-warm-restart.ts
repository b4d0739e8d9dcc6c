import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startDevServer } from '@unleash-client/dev-server';
import { childPath } from './child-path';
import { createTempFolder } from './temp-folder';

export interface WarmRestartResult {
  /** Milliseconds from the construction of a client to `ready`, from the cache, with the server down; one for each start. */
  readonly readyMs: readonly number[];
  /** Whether all of these starts had their flags from the cache. */
  readonly isFromCache: boolean;
  /** What the server answered to the first request of each start while it was up. */
  readonly statuses: readonly number[];
}

interface Start {
  readonly source: string;
  readonly ms: number;
}

/** Starts processes over and over on the flags that an earlier one has cached, with the server up and down. */
export async function runWarmRestart(starts: number): Promise<WarmRestartResult> {
  using folder = createTempFolder();
  const flags = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`flag-${index}`, true]));
  const server = await startDevServer({ flags: { flags }, port: 0 });
  const start = async (): Promise<Start> => {
    const words = [childPath('starter'), server.url, server.token, folder.path];
    const { stdout } = await promisify(execFile)(process.execPath, words);
    return JSON.parse(stdout);
  };
  await start();
  for (let times = 0; times < starts; times += 1) await start();
  const statuses = server.requests.slice(1).map(({ status }) => status);
  await server.close();
  const cold: Start[] = [];
  for (let times = 0; times < starts; times += 1) cold.push(await start());
  return {
    readyMs: cold.map(({ ms }) => ms),
    isFromCache: cold.every(({ source }) => source === 'cache'),
    statuses,
  };
}
