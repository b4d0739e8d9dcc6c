import type { Command } from './connection';
import type { Flavour } from './flavour';
import type { Link } from './keep-connected';

type Hear = (message: string) => void;

/** What all clients of node-redis have. */
export interface NodeRedis {
  readonly isOpen: boolean;
  /** Absent on clusters of version 5. */
  readonly isReady?: boolean;
  eval(script: string, options: { keys: string[]; arguments: (string | Buffer)[] }): Promise<unknown>;
  /** Absent on pools. */
  subscribe?(channel: string, hear: Hear): Promise<unknown>;
  unsubscribe?(channel: string, hear: Hear): Promise<unknown>;
}

/** A client of one server. */
export interface NodeRedisSingle extends NodeRedis {
  readonly options?: { readonly socket?: object };
  on(event: string, listener: (fault: unknown) => void): this;
  connect(): Promise<unknown>;
  subscribe(channel: string, hear: Hear): Promise<unknown>;
  ping(): Promise<unknown>;
  unref(): void;
  destroy(): void;
  duplicate(overrides: object): NodeRedisSingle;
}

export const evaluateOnNodeRedis = (client: NodeRedis, { script, keys, words }: Command): Promise<unknown> =>
  client.eval(script, { keys: [...keys], arguments: [...words] });

/** How a connection of our own is made: {@link keepConnected} sees to reconnecting, with timers that hold nothing. */
export const ownConnection = {
  disableOfflineQueue: true,
  pingInterval: 0,
  socket: { reconnectStrategy: false, connectTimeout: 5000 },
} as const;

/** A connection of our own, opened once: with `reconnectStrategy: false` a client has ended with its first error. */
export const linkNodeRedis = (
  client: NodeRedisSingle,
  // A server that asks for a password, or is loading, lets everybody connect and then refuses.
  prepare: () => Promise<unknown> = () => client.ping(),
): Link => ({
  async open() {
    client.unref();
    await client.connect();
    await prepare();
  },
  ping: () => client.ping(),
  onLost: (lost) =>
    void client.on('error', lost).on('end', () => lost(new Error('the connection was closed'))),
  end() {
    try {
      client.destroy();
    } catch {
      // Version 5 throws for a client that has ended by itself.
    }
  },
});

/** A client in subscriber mode sends no other commands: a channel needs a connection of its own. */
export const channelOfNodeRedis = (client: NodeRedisSingle, channel: string, heard: Hear): Link =>
  linkNodeRedis(client, () => client.subscribe(channel, heard));

export function nodeRedisFlavour(client: NodeRedis): Flavour {
  const state = () => {
    if (!client.isOpen) return 'closed';
    return (client.isReady ?? true) ? 'ready' : 'connecting';
  };
  return {
    state,
    evaluate: (command) => evaluateOnNodeRedis(client, command),
    channel(name, heard) {
      if (isSingle(client)) {
        const socket = { ...client.options?.socket, ...ownConnection.socket };
        return channelOfNodeRedis(client.duplicate({ ...ownConnection, socket }), name, heard);
      }
      if (client.subscribe === undefined) return undefined;
      return {
        open: async () => {
          // Clusters and Sentinel clients keep a connection for it, and subscribe again after each fault.
          if (state() !== 'ready') throw new Error('the client is not connected');
          await client.subscribe?.(name, heard);
        },
        ping: async () => undefined,
        onLost: () => undefined,
        end: () => void client.unsubscribe?.(name, heard).catch(() => undefined),
      };
    },
  };
}

const isSingle = (client: NodeRedis): client is NodeRedisSingle =>
  typeof (client as Partial<NodeRedisSingle>).unref === 'function';
