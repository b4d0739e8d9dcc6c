import type { ClientParts } from '../client-parts';
import { ranksOf } from '../flags/flag-store';
import type { FlagSync, FlagSyncParts } from '../flags/flag-sync';
import { startFetching } from '../flags/start-fetching';
import { startFollowing } from '../flags/start-following';
import { createFirstFlags, type FirstFlags } from './first-flags';
import type { ResolvedInitializeOptions } from './initialize-options';

/** A client at work. */
export interface StartedClient {
  readonly firstFlags: FirstFlags;
  /** What keeps its flags fresh, once the cache is read; `undefined` where nothing does. */
  readonly sync: Promise<FlagSync | undefined>;
}

/** Starts to keep flags fresh. */
export function startClient(
  parts: ClientParts,
  { timeoutMs, fetchToggles }: ResolvedInitializeOptions,
  isStopped: () => boolean,
): StartedClient {
  const { options, store, keeper } = parts;
  const firstFlags = createFirstFlags({
    timeoutMs,
    scheduler: options.scheduler,
    asksServer: fetchToggles,
    readsCache: keeper !== undefined,
    inUse: () => ({ source: store.source ?? 'none', flags: store.flags.payload.flags.size }),
    whenInUse: store.whenInUse,
  });
  const sync = startSync({ ...parts, firstFlags, isStopped }, fetchToggles);
  return { firstFlags, sync };
}

/** Which flags win: a follower has no server to ask, so what the cache brings wins over what it was started with. */
export const ranksFor = (fetchToggles: boolean) => (fetchToggles ? undefined : ranksOf(false));

async function startSync(parts: FlagSyncParts, fetchToggles: boolean): Promise<FlagSync | undefined> {
  if (parts.isStopped()) return undefined;
  if (fetchToggles) return startFetching(parts);
  if (parts.keeper !== undefined) return startFollowing(parts, parts.keeper);
  return undefined;
}
