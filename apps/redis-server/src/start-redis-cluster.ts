import { freePort } from './free-port';
import { type RedisServer, startRedis } from './start-redis';
import { waitUntil } from './wait-until';

const SLOTS = 16_384;

/** Redis Cluster on loopback: masters that share the slots evenly. */
export interface RedisCluster {
  readonly nodes: readonly RedisServer[];
  stop(): Promise<void>;
}

/** Starts a cluster of masters, three by default; all of its slots are served when the promise resolves. */
export async function startRedisCluster(size = 3): Promise<RedisCluster> {
  const members = await Promise.all(Array.from({ length: size }, startMember));
  const [first] = members;
  const stop = async () => {
    await Promise.all(members.map(({ server }) => server.stop()));
  };
  const { port, busPort } = { port: String(first?.server.port), busPort: String(first?.busPort) };
  try {
    await Promise.all(
      members.map(async ({ server }, index) => {
        const [from, to] = [Math.floor((SLOTS * index) / size), Math.floor((SLOTS * (index + 1)) / size) - 1];
        await server.command('cluster', 'addslotsrange', String(from), String(to));
        // Refused once a node knows others.
        await server.command('cluster', 'set-config-epoch', String(index + 1));
      }),
    );
    for (const { server } of members) {
      if (server !== first?.server) await server.command('cluster', 'meet', '127.0.0.1', port, busPort);
    }
    const isComplete = async ({ server }: Member) => {
      const info = await server.command('cluster', 'info');
      return info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${size}\r`);
    };
    await waitUntil(
      async () => (await Promise.all(members.map(isComplete))).every(Boolean),
      () => `the cluster of ${size} is not complete`,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { nodes: members.map(({ server }) => server), stop };
}

interface Member {
  readonly server: RedisServer;
  readonly busPort: number;
}

async function startMember(): Promise<Member> {
  const busPort = await freePort();
  const settings = ['--cluster-enabled', 'yes', '--cluster-port', String(busPort)];
  return { busPort, server: await startRedis({ settings: [...settings, '--cluster-node-timeout', '2000'] }) };
}
