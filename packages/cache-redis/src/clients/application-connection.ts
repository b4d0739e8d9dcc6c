import type { Connection } from './connection';
import { ioRedisFlavour, isIoRedis } from './io-redis';
import { keepConnected } from './keep-connected';
import { type NodeRedis, nodeRedisFlavour } from './node-redis';
import { createReadiness } from './readiness';
import type { RedisClient } from './redis-client';

const NOT_CONNECTED = 'the client is not connected: connect it first';

interface Emitter {
  on(event: string, listener: (fault?: unknown) => void): unknown;
  off(event: string, listener: (fault?: unknown) => void): unknown;
}

/** The way through an application's own client, which is left as it is. `onReady` is called when it has (re)connected. */
export function applicationConnection(given: RedisClient, onReady: () => void): Connection {
  const client = given as object;
  const flavour = isIoRedis(client) ? ioRedisFlavour(client) : nodeRedisFlavour(client as NodeRedis);
  const readiness = createReadiness();
  const look = () => {
    if (flavour.state() !== 'ready') return;
    readiness.opened();
    onReady();
  };
  const fail = (fault?: unknown) => {
    if (flavour.state() !== 'ready') readiness.failed(fault);
  };
  const emitter = client as Emitter;
  // Clusters of node-redis say `connect` where the others say `ready`.
  const listeners = Object.entries({ ready: look, connect: look, error: fail });
  for (const [event, listener] of listeners) emitter.on(event, listener);
  return {
    secrets: [],
    load: async () => undefined,
    async ready() {
      const state = flavour.state();
      if (state === 'closed') throw new Error(NOT_CONNECTED);
      if (state === 'connecting') await readiness.wait();
    },
    evaluate: async (command) => flavour.evaluate(command),
    listen(name, { opened, heard }) {
      const next = () => {
        const link = flavour.channel(name, heard);
        if (link === undefined) throw new Error('NOPERM the client has no subscriptions');
        return link;
      };
      return keepConnected({ next, opened, failed: () => undefined });
    },
    close() {
      for (const [event, listener] of listeners) emitter.off(event, listener);
    },
  };
}
