import type { FlagDefinition, SegmentDefinition, StrategyDefinition } from '@unleash-client/core';

/** A flag whose strategies hold the constraints of their segments, for clients that know no segments. */
export function inlineSegments(
  flag: FlagDefinition,
  segments: ReadonlyMap<number, SegmentDefinition>,
): FlagDefinition {
  if (!flag.strategies?.some((strategy) => strategy?.segments)) return flag;
  return { ...flag, strategies: flag.strategies.map((strategy) => strategy && inline(strategy, segments)) };
}

function inline(
  strategy: StrategyDefinition,
  known: ReadonlyMap<number, SegmentDefinition>,
): StrategyDefinition {
  const { segments: ids, ...rest } = strategy;
  // A segment that does not exist stays, so that the strategy never passes instead of always.
  const missing = ids?.filter((id) => !known.has(id)) ?? [];
  const constraints = ids?.flatMap((id) => known.get(id)?.constraints ?? []) ?? [];
  return {
    ...rest,
    constraints: [...(strategy.constraints ?? []), ...constraints],
    ...(missing.length > 0 && { segments: missing }),
  };
}
