import type { RunningModeSource } from '@unleash-client/fetcher';
import type { CacheKeeper } from '../flags/cache-keeper';
import { createSource } from '../flags/create-source';
import type { FlagSync, FlagSyncParts } from '../flags/flag-sync';
import { fromStored } from '../flags/read-incoming';
import { readStored } from '../flags/read-stored';
import { createServerObserver } from '../flags/server-observer';
import { type Role, startElection } from './election';
import { type CacheFollower, followCache } from './follow-cache';
import { type StoredWatch, watchStored } from './watch-stored';

/** The bounds of a lease, in milliseconds. */
const SHORTEST_LEASE_MS = 1000;
const LONGEST_LEASE_MS = 30_000;
/** How long a process without flags waits to hear who leads, in milliseconds. */
const PATIENCE_MS = 500;

const NOTHING_WRITTEN =
  'another process has the lease, and there are no flags in the cache: this one asks the server itself until there are';

/** Takes what is cached; then polls for the whole fleet, or follows the process that does. */
export async function startElected(parts: FlagSyncParts, keeper: CacheKeeper): Promise<FlagSync | undefined> {
  const { options, store, firstFlags, reporter } = parts;
  const { scheduler, refreshIntervalMs: intervalMs } = options;
  const observer = createServerObserver(parts);
  const stored = readStored(parts, keeper);
  await stored.taken;
  if (parts.isStopped()) {
    stored.stop();
    return undefined;
  }
  let source: RunningModeSource | undefined;
  /** Asks the server once, for a follower without flags. */
  let helper: RunningModeSource | undefined;
  let follower: CacheFollower | undefined;
  let watch: StoredWatch | undefined;
  let cancelStart: () => void = () => undefined;
  let cancelHelp: () => void = () => undefined;
  // A lease is an interval long, so that the next poll of a fleet whose poller died comes within two.
  const ttlMs = Math.min(LONGEST_LEASE_MS, Math.max(SHORTEST_LEASE_MS, intervalMs));

  const poll = () => {
    source ??= createSource(parts).start(observer);
  };
  /** The whole fleet may lose its cache at one moment; those who have flags do not all run to the server at once. */
  const pollSoon = () => {
    if (store.source === undefined) poll();
    else cancelStart = scheduler.after(Math.random() * intervalMs, poll);
  };
  const follow = () => {
    follower = followCache({
      keeper,
      scheduler,
      intervalMs,
      onSnapshot(snapshot) {
        if (store.accept(fromStored(snapshot), 'cache') === 'accepted') keeper.found(snapshot);
        firstFlags.flagsArrived();
      },
    });
    firstFlags.serverNotAsked();
    cancelHelp = scheduler.after(ttlMs, helpOneself);
  };
  /** A poller that writes nothing is of no use to who has no flags at all. */
  const helpOneself = async () => {
    if (store.source !== undefined || parts.isStopped()) return;
    reporter.warnOnce('follower', 'elected', NOTHING_WRITTEN);
    helper = createSource(parts).start(observer);
    await helper.refresh();
    helper?.stop();
    if (follower !== undefined) cancelHelp = scheduler.after(ttlMs, helpOneself);
  };
  const leave = () => {
    cancelStart();
    follower?.stop();
    follower = undefined;
    watch?.stop();
    watch = undefined;
    cancelHelp();
    helper?.stop();
    helper = undefined;
  };
  const onRole = (role: Role) => {
    leave();
    if (role === 'follower') {
      source?.stop();
      source = undefined;
      follow();
      return;
    }
    watch = watchStored(keeper, scheduler);
    if (role === 'leader') {
      poll();
      // What emptied the cache took the lease of the poller before along: it could not put the flags back.
      watch.look();
    } else pollSoon();
  };
  // A cache that hangs takes long to say who leads; who has no flags does not wait for it.
  cancelStart = scheduler.after(PATIENCE_MS, () => {
    if (store.source === undefined) poll();
  });
  const election = startElection({
    keeper,
    scheduler,
    holder: parts.connectionId,
    ttlMs,
    random: Math.random,
    now: () => performance.now(),
    onRole,
  });
  keeper.fenceWith(election);

  return {
    async refresh() {
      await (source ?? follower)?.refresh();
    },
    setMode: (mode, reason) => source?.setMode(mode, reason),
    stop() {
      leave();
      stored.stop();
      source?.stop();
      return election.stop();
    },
  };
}
