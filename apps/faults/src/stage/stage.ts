import net, { type AddressInfo, type Socket } from 'node:net';
import { type RedisOptions, type RedisServer, startRedis } from '@unleash-client/redis-server';
import type { Secrets } from '../judge/secrets';
import type { Answer } from './answer';
import { type Endpoint, type FaultyServer, startServer } from './start-server';

/** Where a scenario is set: what the parent starts for one process, and ends after it. */
export interface Stage {
  /** The process's own folder: its home, its caches and its temporary files. */
  readonly folder: string;
  readonly secrets: Secrets;
  /** An Unleash server that misbehaves. */
  serve(answers?: Partial<Record<Endpoint, Answer>>, options?: { isSecure?: boolean }): Promise<FaultyServer>;
  /** A server to which no credential may ever come, whatever it answers. */
  foreign(
    answers?: Partial<Record<Endpoint, Answer>>,
    options?: { isSecure?: boolean },
  ): Promise<FaultyServer>;
  /** A server that speaks no HTTP; answers with its origin as `http://…`. */
  listen(onConnection: (socket: Socket) => void): Promise<string>;
  redis(options?: RedisOptions): Promise<RedisServer>;
  /** What happens when the process says that its time has come. */
  cue(name: string, happen: (pid: number) => unknown): void;
  /** Whatever else must be undone at the end. */
  defer(undo: () => unknown): void;
}

/** A stage, and what its owner does with it. */
export interface OwnStage extends Stage {
  /** Lets happen what was arranged for a cue. */
  happen(name: string, pid: number): Promise<void>;
  /** All that the foreign servers were sent. */
  heardAbroad(): string;
  end(): Promise<void>;
}

export function createStage(folder: string, secrets: Secrets): OwnStage {
  const cues = new Map<string, (pid: number) => unknown>();
  const abroad: FaultyServer[] = [];
  const undone: (() => unknown)[] = [];
  const serve: Stage['serve'] = async (answers, options) => {
    const server = await startServer(answers, options);
    undone.push(() => server.shut());
    return server;
  };
  return {
    folder,
    secrets,
    serve,
    async foreign(answers, options) {
      const server = await serve(answers, options);
      abroad.push(server);
      return server;
    },
    async listen(onConnection) {
      const sockets = new Set<Socket>();
      const server = net.createServer((socket) => {
        sockets.add(socket.on('error', () => undefined));
        onConnection(socket);
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      undone.push(() => {
        for (const socket of sockets) socket.destroy();
        server.close();
      });
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async redis(options) {
      const redis = await startRedis(options);
      undone.push(() => redis.stop());
      return redis;
    },
    cue: (name, happen) => void cues.set(name, happen),
    defer: (undo) => void undone.push(undo),
    async happen(name, pid) {
      const happen = cues.get(name);
      if (happen === undefined) throw new Error(`nothing was arranged for the cue ${name}`);
      await happen(pid);
    },
    heardAbroad: () => abroad.map(({ requests }) => JSON.stringify(requests)).join('\n'),
    async end() {
      for (const undo of undone.reverse()) await undo();
    },
  };
}
