/** A Lua script and what it is given. All keys share a hash tag, so that Redis Cluster keeps them on one node. */
export interface Command {
  readonly script: string;
  readonly keys: readonly string[];
  readonly words: ReadonlyArray<string | Buffer>;
}

/** Who hears what is published on a channel. */
export interface Listener {
  /** Messages arrive from now on; what was published before is lost. */
  opened(): void;
  heard(message: string): void;
}

/** The way to a Redis, whichever client it leads through. */
export interface Connection {
  /** Asked before each command: resolves when the client and its library are loaded. May wait for ever, as all of these. */
  load(): Promise<void>;
  /** Resolves when a command can be sent; rejects at once while there is no connection. */
  ready(): Promise<void>;
  /** Sends a script. Deadlines are somebody else's. */
  evaluate(command: Command): Promise<unknown>;
  /** Listens to a channel until the undo that it returns is called; comes back after every fault. */
  listen(channel: string, listener: Listener): () => void;
  /** Words that no message may contain. */
  readonly secrets: readonly string[];
  close(): void;
}
