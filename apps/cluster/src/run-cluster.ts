import { setTimeout as sleep } from 'node:timers/promises';
import { type DevServer, startDevServer } from '@unleash-client/dev-server';
import { startRedis } from '@unleash-client/redis-server';
import type { Colors } from 'picocolors/types';
import { createFleet } from './start-fleet';

export interface ClusterOptions {
  readonly workers: number;
  /** Prints a line. */
  readonly print: (text: string) => void;
  readonly colors: Colors;
}

const FLAG = 'new-checkout';

/** A cluster of workers of which one polls: started, told of a change, robbed of its poller, and of its Redis. */
export async function runCluster({ workers: size, print, colors }: ClusterOptions): Promise<void> {
  const step = (text: string) => print(`${colors.cyan('▸')} ${text}`);
  const server = await startDevServer({ flags: { flags: { [FLAG]: false, steady: true } }, port: 0 });
  const redis = await startRedis();
  const fleet = createFleet({
    UNLEASH_URL: server.url,
    UNLEASH_TOKEN: server.token,
    REDIS_URL: redis.url,
  });
  const change = async (isOn: boolean): Promise<number> => {
    const before = performance.now();
    server.updateFlag(FLAG, { enabled: isOn });
    await fleet.allSay(isOn);
    return Math.round(performance.now() - before);
  };
  try {
    step(`An Unleash dev server and a Redis are up. ${size} workers start, one after the other:`);
    for (let started = 0; started < size; started += 1) {
      const { source, ms } = await fleet.start();
      print(`  worker ${fleet.workers.at(-1)?.process.pid} has its flags from the ${source} after ${ms} ms`);
    }
    step(`One polls: ${colors.bold(pollerOf(server))}. The others follow what it writes to Redis.`);

    step(`Somebody switches ${colors.bold(FLAG)} on…`);
    print(`  …and ${await change(true)} ms later, at the next poll, all ${size} workers use it.`);

    const requests = pollsOf(server).length;
    await sleep(5000);
    const polls = pollsOf(server).length - requests;
    step(`In the next five seconds the server sees ${polls} polls, not ${size * 5}.`);

    const poller = fleet.workers.find(({ process }) => pollerOf(server) === `worker-${process.pid}`);
    if (poller === undefined) throw new Error(`${pollerOf(server)} is none of the workers`);
    step(`${colors.bold(pollerOf(server))} is killed (kill -9)…`);
    const killedAt = performance.now();
    const old = pollerOf(server);
    await fleet.kill(poller);
    while (pollerOf(server) === old) await sleep(10);
    const ms = Math.round(performance.now() - killedAt);
    print(`  …and ${ms} ms later ${pollerOf(server)} polls. The interval is 1000 ms.`);
    const { source, ms: startMs } = await fleet.start();
    print(`  A new worker takes its place, with its flags from the ${source} after ${startMs} ms.`);

    step('Redis is killed too. Evaluations go on, and each worker polls for itself:');
    await redis.kill();
    print(`  the flag is switched off, and ${await change(false)} ms later all ${size} workers know.`);
    await redis.restart({ empty: true });
    step('Redis is back, and empty. One worker writes the flags again, and one polls:');
    await settle(server);
    print(`  the flag is switched on, and ${await change(true)} ms later all ${size} workers know.`);
  } finally {
    await fleet.stop();
    await redis.stop();
    await server.close();
  }
  step(`All is stopped. ${colors.dim('What to read next: apps/cluster/src/worker.ts')}`);
}

const pollsOf = ({ requests }: DevServer) => requests.filter(({ path }) => path.endsWith('/client/features'));

/** The instance that asked for flags last. */
const pollerOf = (server: DevServer): string => String(pollsOf(server).at(-1)?.headers['unleash-instanceid']);

/** Waits until a single worker polls again: three polls in a row by the same one. */
async function settle(server: DevServer): Promise<void> {
  const isOne = () => {
    const last = pollsOf(server)
      .slice(-3)
      .map(({ headers }) => headers['unleash-instanceid']);
    return last.length === 3 && new Set(last).size === 1;
  };
  while (!isOne()) await sleep(20);
}
