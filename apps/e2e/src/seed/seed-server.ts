import type { AdminApi, AdminStrategy } from '../admin-api';
import type { SeedFlag, SeedStrategy } from './seed-flag';
import { seedFlags } from './seed-flags';
import { segments } from './segments';

/** The strategies that a client has built in, or may add, but that a new server must be told of. */
const strategyTypes: Readonly<Record<string, readonly string[]>> = {
  userWithId: ['userIds'],
  gradualRolloutUserId: ['percentage', 'groupId'],
  gradualRolloutSessionId: ['percentage', 'groupId'],
  gradualRolloutRandom: ['percentage'],
  lunarPhase: ['phase'],
};

/** Fills an empty server with all flags. Several at a time, since most of it is waiting. */
export const seedServer = async (admin: AdminApi): Promise<void> => {
  for (const [name, parameters] of Object.entries(strategyTypes))
    await admin.createStrategyType(name, parameters);
  const segmentIds = new Map<string, number>();
  for (const [name, constraints] of Object.entries(segments)) {
    segmentIds.set(name, await admin.createSegment(name, constraints));
  }
  await eachOf(seedFlags, (flag) => createFlag(admin, flag, segmentIds));
  // Children last: their parents must exist.
  for (const { name, dependencies = [] } of seedFlags) {
    for (const dependency of dependencies) await admin.addDependency(name, dependency);
  }
};

const createFlag = async (admin: AdminApi, flag: SeedFlag, segmentIds: ReadonlyMap<string, number>) => {
  const { name, type = 'release', impressionData = false, tags = [] } = flag;
  await admin.createFlag({ name, type, impressionData });
  for (const tag of tags) await admin.addTag(name, tag);
  for (const strategy of flag.strategies ?? []) {
    await admin.addStrategy(name, 'development', withSegmentIds(strategy, segmentIds));
  }
  if (flag.variants !== undefined) await admin.setVariants(name, 'development', flag.variants);
  if (flag.on !== false) await admin.switchFlag(name, 'development', 'on');
  if (flag.onInProduction === true) await admin.switchFlag(name, 'production', 'on');
};

const withSegmentIds = (strategy: SeedStrategy, ids: ReadonlyMap<string, number>): AdminStrategy => {
  const { segments: names = [], ...rest } = strategy;
  return { ...rest, segments: names.map((name) => ids.get(name) ?? failWithoutSegment(name)) };
};

const failWithoutSegment = (name: string): never => {
  throw new Error(`no segment is called ${name}`);
};

const eachOf = async <T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> => {
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (const item of queue) await task(item);
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
};
