import type { Flavour } from './flavour';
import type { Link } from './keep-connected';

type HearAll = (channel: string, message: string) => void;

/** What all clients of ioredis have. */
export interface IoRedis {
  readonly status: string;
  readonly isCluster?: boolean;
  readonly stream?: { unref(): void };
  eval(script: string, keyCount: number, ...words: (string | Buffer)[]): Promise<unknown>;
  on(event: string, listener: HearAll): this;
  once(event: string, listener: (fault?: unknown) => void): this;
  off(event: string, listener: HearAll): this;
  connect(): Promise<unknown>;
  subscribe(channel: string): Promise<unknown>;
  unsubscribe(channel: string): Promise<unknown>;
  ping(): Promise<unknown>;
  disconnect(): void;
  duplicate(overrides: object): IoRedis;
}

/** How a connection of our own is made: {@link keepConnected} sees to reconnecting, with timers that hold nothing. */
const OWN_CONNECTION = {
  lazyConnect: true,
  retryStrategy: () => null,
  sentinelRetryStrategy: () => null,
  failoverDetector: false,
  connectTimeout: 5000,
  keyPrefix: '',
};

export const isIoRedis = (client: object): client is IoRedis =>
  typeof (client as { defineCommand?: unknown }).defineCommand === 'function';

export function ioRedisFlavour(client: IoRedis): Flavour {
  const state = () => {
    if (client.status === 'ready') return 'ready';
    return client.status === 'wait' || client.status === 'end' ? 'closed' : 'connecting';
  };
  return {
    state,
    evaluate: ({ script, keys, words }) => client.eval(script, keys.length, ...keys, ...words),
    channel(name, heard) {
      const hear: HearAll = (channel, message) => {
        if (channel === name) heard(message);
      };
      if (client.isCluster) return sharedLink(client, name, hear);
      return ownLink(client.duplicate(OWN_CONNECTION), name, hear);
    },
  };
}

/** A client in subscriber mode sends no other commands: a channel needs a connection of its own. */
const ownLink = (client: IoRedis, channel: string, hear: HearAll): Link => ({
  async open() {
    client.once('connect', () => client.stream?.unref());
    await client.connect();
    await client.subscribe(channel);
  },
  ping: () => client.ping(),
  onLost(lost) {
    let reason: unknown;
    client.on('message', hear);
    client.on('error', (fault) => {
      reason = fault;
    });
    client.once('end', () => lost(reason ?? new Error('the connection was closed')));
  },
  end: () => client.disconnect(),
});

/** A cluster keeps a connection for subscriptions, and subscribes again after each fault. */
const sharedLink = (client: IoRedis, channel: string, hear: HearAll): Link => ({
  async open() {
    if (client.status !== 'ready') throw new Error('the client is not connected');
    client.on('message', hear);
    await client.subscribe(channel);
  },
  ping: async () => undefined,
  onLost: () => undefined,
  end() {
    client.off('message', hear);
    // Sent to a cluster out of reach, it would wait in a queue.
    if (client.status === 'ready') client.unsubscribe(channel).catch(() => undefined);
  },
});
