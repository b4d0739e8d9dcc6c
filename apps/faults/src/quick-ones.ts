import type { Scenario } from './scenario';

/** Of scenarios that differ in one thing, leaves those that are named in the quick run; the others stand for the same. */
export const quickOnes = (
  names: readonly string[],
  scenarios: Readonly<Record<string, Scenario>>,
): Readonly<Record<string, Scenario>> =>
  Object.fromEntries(
    Object.entries(scenarios).map(([name, scenario]) => [
      name,
      names.includes(name) ? scenario : { ...scenario, isLong: true },
    ]),
  );
