import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { redisCli } from './redis-cli';
import { startRedisProcess } from './redis-process';
import { type RedisServer, startRedis } from './start-redis';
import { waitUntil } from './wait-until';

/** A master and its replica, watched by a Sentinel that promotes the replica about a second after the master is gone. */
export interface RedisSentinel {
  /** What the Sentinel calls the master. */
  readonly name: string;
  /** The Sentinel's port on 127.0.0.1. */
  readonly port: number;
  readonly master: RedisServer;
  readonly replica: RedisServer;
  stop(): Promise<void>;
}

const NAME = 'main';

/** Starts a master, its replica and a Sentinel that knows both when the promise resolves. */
export async function startSentinel(): Promise<RedisSentinel> {
  // Without the delay a replica has its copy at once, and not after five seconds.
  const master = await startRedis({ settings: ['--repl-diskless-sync-delay', '0'] });
  const replica = await startRedis({ settings: ['--replicaof', '127.0.0.1', String(master.port)] });
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'redis-sentinel-'));
  const settings = [
    ...[
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${folder}`,
      `sentinel monitor ${NAME} 127.0.0.1 ${master.port} 1`,
    ],
    ...[`sentinel down-after-milliseconds ${NAME} 1000`, `sentinel failover-timeout ${NAME} 3000`],
  ];
  const file = join(folder, 'sentinel.conf');
  writeFileSync(file, settings.join('\n'));
  const watcher = await startRedisProcess({ port, words: [file, '--sentinel'], folder });
  const stop = async () => {
    await Promise.all([watcher.kill(), master.stop(), replica.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  const isKnown = async () =>
    (await replica.command('info', 'replication')).includes('master_link_status:up') &&
    (await redisCli({ port }, ['sentinel', 'replicas', NAME])).includes(String(replica.port));
  await waitUntil(isKnown, () => 'the Sentinel does not know the replica').catch(async (error) => {
    await stop();
    throw error;
  });
  return { name: NAME, port, master, replica, stop };
}
