import { randomUUID } from 'node:crypto';
import {
  type BootstrapData,
  type FromUrlOptions,
  fromFile,
  fromObject,
  fromUrl,
  seed,
} from '@unleash-client/bootstrap';
import { type Cache, CorruptEntryError, type Lease, type WriteGuard } from '@unleash-client/cache';
import { applicationConnection } from './clients/application-connection';
import type { Command, Connection } from './clients/connection';
import { urlConnection } from './clients/url-connection';
import { type CommandGate, createCommandGate } from './commands/command-gate';
import { type KeyNames, keyNames } from './commands/key-names';
import * as scripts from './commands/scripts';
import { createSubscriptions, type Subscriptions } from './notices/subscriptions';
import type { RedisCacheOptions } from './options/redis-cache-options';
import { resolveOptions } from './options/resolve-options';

/**
 * One cache for a whole fleet, in Redis: a single server, behind Sentinels or a Cluster. Each call settles within
 * `commandTimeoutMs`, and rejects with an error that holds no secret; after an outage the same object works again. With
 * `url`, calls wait until node-redis is loaded, for 5 s at most.
 */
export class RedisCache implements Cache {
  readonly #names: KeyNames;
  readonly #ttl: string;
  readonly #maxBytes: number;
  readonly #connection: Connection;
  readonly #gate: CommandGate;
  readonly #subscriptions: Subscriptions;
  readonly #writer = randomUUID();
  #writes = 0;

  /**
   * Connects to nothing yet.
   * @throws TypeError with the code `INVALID_OPTION` for an option that cannot work.
   */
  constructor(options: RedisCacheOptions) {
    const { server, prefix, ttlMs, maxBytes, commandTimeoutMs } = resolveOptions(options);
    this.#names = keyNames(prefix);
    this.#ttl = ttlMs === undefined ? '' : String(ttlMs);
    this.#maxBytes = maxBytes;
    const onReady = () => this.#subscriptions.look();
    this.#connection =
      'url' in server ? urlConnection(server.url, onReady) : applicationConnection(server.client, onReady);
    const probe = { script: 'return 1', keys: [this.#names.keys], words: [] };
    this.#gate = createCommandGate(this.#connection, probe, commandTimeoutMs);
    this.#subscriptions = createSubscriptions({
      readVersion: (key) => this.#readVersion(key),
      listen: () => this.#listen(),
    });
  }

  /** Rejects with a `CorruptEntryError` where somebody has stored what is no text, or has more than `maxBytes` bytes. */
  async get(key: string): Promise<string | null> {
    const name = this.#names.of(key).text;
    const corrupt = (flaw: string) => new CorruptEntryError(`what is stored in Redis under ${name} ${flaw}`);
    const answer = await this.#send(scripts.GET, [name], [String(this.#maxBytes)]).catch((error) => {
      throw String(error).includes('WRONGTYPE') ? corrupt('is no text') : error;
    });
    const [text, bytes] = answer as [text: unknown, bytes?: unknown];
    if (bytes !== undefined) throw corrupt(`has ${bytes} bytes, more than ${this.#maxBytes}`);
    return text === null ? null : String(text);
  }

  /**
   * Answers `false`, and stores nothing, when the guard's token is older than the newest lease's.
   * @throws RangeError for a text of more than `maxBytes` bytes.
   */
  async set(key: string, value: string, guard?: WriteGuard): Promise<boolean> {
    const { text, version, fence } = this.#names.of(key);
    const { keys, changes } = this.#names;
    // Encoded once, where clients would count its bytes first and encode it then: megabytes block the loop.
    const bytes = Buffer.from(value);
    if (bytes.length > this.#maxBytes) {
      const size = `${bytes.length} bytes, more than ${this.#maxBytes}`;
      throw new RangeError(`cannot store ${text} in Redis: the text has ${size}`);
    }
    this.#writes += 1;
    const mine = `${this.#writer}:${this.#writes}`;
    const token = guard === undefined ? '' : String(guard.token);
    const words = [bytes, mine, this.#ttl, token, key, changes];
    // A client may be set up to hand out numbers as texts.
    const isStored = Number(await this.#send(scripts.SET, [text, version, fence, keys], words)) === 1;
    if (isStored) this.#subscriptions.tell(key, mine);
    return isStored;
  }

  /** Stores all texts at once; rejects when one of them cannot be stored. */
  async mset(entries: Readonly<Record<string, string>>): Promise<void> {
    await Promise.all(Object.entries(entries).map(([key, value]) => this.set(key, value)));
  }

  async exists(key: string): Promise<boolean> {
    return Number(await this.#send(scripts.EXISTS, [this.#names.of(key).text])) === 1;
  }

  /** Deletes all texts under the prefix. Leases stay, and so does what tells old tokens from new ones. */
  async destroy(): Promise<void> {
    const { keys, changes } = this.#names;
    await this.#gate.run(async (send) => {
      const stored = (await send({ script: scripts.LIST, keys: [keys], words: [] })) as unknown[];
      const remove = async (key: string) => {
        const { text, version } = this.#names.of(key);
        await send({ script: scripts.DELETE, keys: [text, version, keys], words: [key, changes] });
        this.#subscriptions.tell(key, '');
      };
      await Promise.all(stored.map((key) => remove(String(key))));
    });
  }

  /** Ends all subscriptions and connections of its own, once the calls under way have settled. */
  async close(): Promise<void> {
    this.#subscriptions.close();
    await this.#gate.close();
    this.#connection.close();
  }

  /**
   * Tells at once, by pub/sub; within six seconds, by the version that is stored with the text, where notices are lost,
   * forbidden, or Redis was out of reach. Does not hold the process.
   */
  subscribe(key: string, changed: () => void): () => void {
    return this.#subscriptions.subscribe(key, changed);
  }

  /** Gives or renews a lease, as {@link Cache.lease} says, by the clock of Redis. */
  async lease(key: string, holder: string, ttlMs: number): Promise<Lease | null> {
    const { lease, fence } = this.#names.of(key);
    const words = [holder, String(Math.max(1, Math.ceil(ttlMs))), this.#ttl];
    const token = await this.#send(scripts.LEASE, [lease, fence], words);
    return token === null ? null : { token: Number(token) };
  }

  async release(key: string, holder: string): Promise<void> {
    await this.#send(scripts.RELEASE, [this.#names.of(key).lease], [holder]);
  }

  /** Stores flags in the form of the server's `client/features` answer, for clients to start with. */
  async bootstrapFromDict(flags: BootstrapData): Promise<void> {
    await seed(this, fromObject(flags));
  }

  /** Stores flags from a JSON file, as `bootstrapFromDict` does; rejects, and stores nothing, when it holds none. */
  async bootstrapFromFile(path: string | URL): Promise<void> {
    await seed(this, fromFile(path));
  }

  /** Stores flags from an address, as `bootstrapFromDict` does; rejects, and stores nothing, when it brings none. */
  async bootstrapFromUrl(url: string | URL, options?: FromUrlOptions): Promise<void> {
    await seed(this, fromUrl(url, options));
  }

  #send(script: string, keys: readonly string[], words: Command['words'] = []): Promise<unknown> {
    return this.#gate.run((send) => send({ script, keys, words }));
  }

  async #readVersion(key: string): Promise<string> {
    const { text, version, fence } = this.#names.of(key);
    const keys = [text, version, fence, this.#names.keys];
    const look = { script: scripts.LOOK, keys, words: [this.#ttl] };
    const found = await this.#gate.run((send) => send(look), { holdsProcess: false });
    return found === null ? '' : String(found);
  }

  #listen(): () => void {
    return this.#connection.listen(this.#names.changes, {
      opened: () => this.#subscriptions.look(),
      heard: (message) => {
        const space = message.indexOf(' ');
        this.#subscriptions.tell(message.slice(space + 1), message.slice(0, space));
      },
    });
  }
}
