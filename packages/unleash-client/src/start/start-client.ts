import type { ClientParts } from '../client-parts';
import { type Ranks, ranksOf } from '../flags/flag-store';
import type { FlagSync, FlagSyncParts } from '../flags/flag-sync';
import { startFetching } from '../flags/start-fetching';
import { startElected } from '../fleet/start-elected';
import { startFollowing } from '../fleet/start-following';
import { type Bootstrapper, bootstrapsLater, startBootstrap } from './bootstrapper';
import { createFirstFlags, type FirstFlags } from './first-flags';
import type { FetchToggles, ResolvedInitializeOptions } from './initialize-options';

/** A client at work. */
export interface StartedClient {
  readonly firstFlags: FirstFlags;
  readonly bootstrapper: Bootstrapper;
  /** What keeps its flags fresh, once the cache is read; `undefined` where nothing does. */
  readonly sync: Promise<FlagSync | undefined>;
  /** Which flags win over which. */
  readonly ranks: Ranks;
}

/** Starts to keep flags fresh. */
export function startClient(
  parts: ClientParts,
  { timeoutMs, fetchToggles }: ResolvedInitializeOptions,
  isStopped: () => boolean,
): StartedClient {
  const { options, store, keeper } = parts;
  const ranks = ranksFor(fetchToggles, options.bootstrapOverride);
  let bootstrapper: Bootstrapper | undefined;
  const firstFlags = createFirstFlags({
    timeoutMs,
    scheduler: options.scheduler,
    asksServer: fetchToggles !== false,
    otherSources: (keeper === undefined ? 0 : 1) + (bootstrapsLater(options) ? 1 : 0),
    inUse: () => ({ source: store.source ?? 'none', flags: store.flags.payload.flags.size }),
    awaitsBetter: () => bootstrapper?.replacesCached() === true,
    whenInUse: store.whenInUse,
  });
  bootstrapper = startBootstrap(parts, ranks, firstFlags);
  const sync = startSync({ ...parts, firstFlags, bootstrapper, isStopped }, fetchToggles);
  return { firstFlags, bootstrapper, sync, ranks };
}

/** What the fleet's poller wrote is as good as the server's own answer, and newer than what this process was started with. */
const FLEET_RANKS: Ranks = { bootstrap: 0, cache: 1, server: 1 };

const ranksFor = (fetchToggles: FetchToggles, bootstrapOverride: boolean): Ranks =>
  fetchToggles === true ? ranksOf(bootstrapOverride) : FLEET_RANKS;

async function startSync(parts: FlagSyncParts, fetchToggles: FetchToggles): Promise<FlagSync | undefined> {
  const { keeper } = parts;
  if (parts.isStopped()) return undefined;
  if (fetchToggles === true) return startFetching(parts);
  if (keeper === undefined) return undefined;
  return fetchToggles === 'elected' ? startElected(parts, keeper) : startFollowing(parts, keeper);
}
