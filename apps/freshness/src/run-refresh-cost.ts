import { startDevServer } from '@unleash-client/dev-server';
import { startChild } from './child';
import { createFlag, createManyFlags } from './many-flags';

export type Caching = 'memory' | 'files';

/** CPU time of a client's process, in milliseconds, one for each refresh. */
export interface RefreshCost {
  /** Until the changes are in use. */
  readonly inUse: readonly number[];
  /** Until they are stored as well. */
  readonly stored: readonly number[];
}

export interface RefreshCosts {
  /** The size of all flags, in bytes. */
  readonly bytes: number;
  readonly costs: Readonly<Record<`${'delta' | 'polling'}, ${Caching}`, RefreshCost>>;
}

/** What the process of a client says of one refresh. */
export interface Refreshed {
  readonly inUse: number;
  readonly stored: number;
  /** Whether the flags that were changed answer anew. */
  readonly isFresh: boolean;
}

/** Lets a client refresh a number of flags of which two have changed, by delta and by polling. */
export async function runRefreshCost(flags: number, rounds: number): Promise<RefreshCosts> {
  const all = createManyFlags(flags);
  return {
    bytes: Buffer.byteLength(JSON.stringify(all)),
    costs: {
      'delta, memory': await measure('delta', 'memory', all, rounds),
      'delta, files': await measure('delta', 'files', all, rounds),
      'polling, memory': await measure('polling', 'memory', all, rounds),
      'polling, files': await measure('polling', 'files', all, rounds),
    },
  };
}

async function measure(
  mode: 'delta' | 'polling',
  caching: Caching,
  all: ReturnType<typeof createManyFlags>,
  rounds: number,
): Promise<RefreshCost> {
  const server = await startDevServer({ flags: all, port: 0 });
  const client = await startChild('refresher', [server.url, server.token, mode, caching]);
  const inUse: number[] = [];
  const stored: number[] = [];
  try {
    // The first rounds warm up.
    for (let round = -3; round < rounds; round += 1) {
      const marker = `round-${round}`;
      for (const name of ['flag-0', 'flag-1']) {
        server.setFlag({ ...createFlag(name, 50), description: marker, type: marker });
      }
      const refreshed = (await client.ask(marker)) as Refreshed;
      if (!refreshed.isFresh) throw new Error('the client has the flags of before');
      if (round < 0) continue;
      inUse.push(refreshed.inUse);
      stored.push(refreshed.stored);
    }
  } finally {
    client.stop();
    await server.close();
  }
  return { inUse, stored };
}
