import type { Command } from './connection';
import type { Link } from './keep-connected';

/** What the client libraries do each in its own way. */
export interface Flavour {
  state(): 'ready' | 'connecting' | 'closed';
  evaluate(command: Command): Promise<unknown>;
  /** A way for messages of a channel to arrive, not opened yet; `undefined` where a client has none. */
  channel(name: string, heard: (message: string) => void): Link | undefined;
}
