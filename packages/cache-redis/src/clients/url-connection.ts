import type { Connection } from './connection';
import { keepConnected } from './keep-connected';
import { loadNodeRedis } from './load-node-redis';
import {
  channelOfNodeRedis,
  evaluateOnNodeRedis,
  linkNodeRedis,
  type NodeRedisSingle,
  ownConnection,
} from './node-redis';
import { createReadiness } from './readiness';

/** The way through a client of our own, made at the first call. `onReady` is called whenever it has connected. */
export function urlConnection(url: string, onReady: () => void): Connection {
  const readiness = createReadiness();
  let client: NodeRedisSingle | undefined;
  let made: Promise<void> | undefined;
  let stop: (() => void) | undefined;

  const createClient = async () => {
    const library = await loadNodeRedis();
    const { socket, ...options } = ownConnection;
    // RESP 2, which every Redis speaks; node-redis writes into the socket options, so they are copied.
    return library.createClient({ ...options, url, RESP: 2, socket: { ...socket } });
  };
  /** Connects from now on; resolves when the first client is made. */
  const start = () =>
    new Promise<void>((resolve) => {
      let opening: NodeRedisSingle;
      stop = keepConnected({
        async next() {
          opening = await createClient().finally(resolve);
          return linkNodeRedis(opening);
        },
        opened() {
          client = opening;
          readiness.opened();
          onReady();
        },
        failed(fault) {
          client = undefined;
          readiness.failed(fault);
        },
      });
    });
  return {
    secrets: secretsOf(url),
    load() {
      made ??= start();
      return made;
    },
    async ready() {
      if (client === undefined) await readiness.wait();
    },
    async evaluate(command) {
      if (client === undefined) throw new Error('the connection was lost');
      return evaluateOnNodeRedis(client, command);
    },
    listen: (name, { opened, heard }) =>
      keepConnected({
        next: async () => channelOfNodeRedis(await createClient(), name, heard),
        opened,
        failed: () => undefined,
      }),
    close() {
      stop?.();
      client = undefined;
    },
  };
}

function secretsOf(url: string): readonly string[] {
  const { password } = new URL(url);
  return password === '' ? [] : [password, decodeURIComponent(password)];
}
