import { join } from 'node:path';
import { FileCache } from '@unleash-client/cache-file';
import type { Mode, UnleashClient } from 'unleash-client';
import { createSoakClient } from './create-soak-client';
import type { Doings, SoakPlan } from './soak-message';
import { useClient } from './use-client';

/** The clients that live through a whole soak. */
export interface Residents {
  /** Keeps all of them busy for a moment. */
  work(turn: number): void;
  readonly doings: Omit<Doings, 'clients'>;
  /** Resolves when all have a flag of that name; with the names of the flags that each has on. */
  settle(name: string): Promise<string[][]>;
  end(): Promise<void>;
}

const modes: readonly Mode[] = ['polling', 'delta', 'streaming'];
/** So many turns a listener stays. */
const LISTENER_TURNS = 20;

/** Starts one client a mode, one that changes its mode all the time, and one that follows the cache of another. */
export async function startResidents(plan: SoakPlan): Promise<Residents> {
  const doings = { polls: 0, changes: 0, reports: 0, writes: 0, listeners: 0, evaluations: 0, faults: 0 };
  const cacheOf = (name: string) => {
    const cache = new FileCache({ directory: join(plan.folder, name) });
    return {
      get: (key: string) => cache.get(key),
      set: (key: string, text: string) => {
        doings.writes += 1;
        return cache.set(key, text);
      },
      subscribe: (key: string, changed: () => void) => cache.subscribe(key, changed),
      close: () => cache.close(),
    };
  };
  const pollers = modes.map((mode) => createSoakClient(plan, { mode, cache: cacheOf(mode) }));
  const roamer = createSoakClient(plan, { cache: cacheOf('roamer') });
  const follower = createSoakClient(plan, { cache: cacheOf('polling') });
  const clients = [...pollers, roamer, follower];
  for (const client of clients) count(client, doings);
  for (const name of ['fetched', 'unchanged'] as const) {
    pollers[0]?.on(name, () => {
      doings.polls += 1;
    });
  }
  await Promise.all(clients.map((client) => client.initialize({ fetchToggles: client !== follower })));

  const undos: (() => void)[][] = [];
  return {
    work(turn) {
      doings.evaluations += clients.reduce((sum, client) => sum + useClient(client, turn), 0);
      undos.push(clients.flatMap((client) => listen(client)));
      doings.listeners += clients.length * 3;
      if (undos.length > LISTENER_TURNS) for (const undo of undos.shift() ?? []) undo();
      if (turn % 50 === 0) roamer.setMode(modes[(turn / 50) % modes.length] ?? 'polling');
    },
    doings,
    settle: (name) => Promise.all(clients.map((client) => flagsOnceThere(client, name))),
    async end() {
      for (const undo of undos.flat()) undo();
      await Promise.all(clients.map((client) => client.destroy()));
    },
  };
}

function count(client: UnleashClient, doings: Record<'changes' | 'reports' | 'faults', number>) {
  client.on('changed', () => {
    doings.changes += 1;
  });
  client.on('sent', () => {
    doings.reports += 1;
  });
  client.on('error', () => {
    doings.faults += 1;
  });
}

const listen = (client: UnleashClient): (() => void)[] => [
  client.on('unchanged', () => undefined),
  client.on('impression', () => undefined),
  client.once('changed', () => undefined),
];

const DEADLINE_MS = 10_000;

/** The names of the flags that are on, once a certain flag is among them or the time is up. */
function flagsOnceThere(client: UnleashClient, name: string): Promise<string[]> {
  return new Promise((resolve) => {
    const look = () => {
      if (!client.isEnabled(name)) return;
      end();
    };
    const end = () => {
      clearTimeout(timer);
      stop();
      const all = [...client.evaluateAll().values()];
      resolve(all.filter(({ enabled }) => enabled).map(({ flag }) => flag));
    };
    const stop = client.on('changed', look);
    const timer = setTimeout(end, DEADLINE_MS);
    look();
  });
}
