import type { CollectedMetric } from '../impact/sample';
import type { FlagUsage, Usage } from '../usage/usage';
import type { ReporterIdentity } from './identity';

/** Prints the body of `POST client/metrics`. Flags are printed one by one: an object keyed by their names could not hold all. */
export function printReport(
  identity: ReporterIdentity,
  usage: Usage | undefined,
  impact: readonly CollectedMetric[],
): string {
  const head = JSON.stringify({ ...identity, yggdrasilVersion: null });
  const metrics = impact.length > 0 ? `,"impactMetrics":${JSON.stringify(impact)}` : '';
  return `${head.slice(0, -1)},"bucket":${printBucket(usage)}${metrics}}`;
}

function printBucket(usage: Usage | undefined): string {
  if (usage === undefined) return 'null';
  const [start, stop] = [usage.start, usage.stop].map((time) => JSON.stringify(new Date(time).toISOString()));
  return `{"start":${start},"stop":${stop},"toggles":${printMap(usage.flags, printCounts)}}`;
}

const printCounts = ({ yes, no, variants }: FlagUsage): string =>
  `{"yes":${yes},"no":${no},"variants":${printMap(variants, String)}}`;

const printMap = <T>(map: ReadonlyMap<string, T>, print: (value: T) => string): string =>
  `{${Array.from(map, ([name, value]) => `${JSON.stringify(name)}:${print(value)}`).join(',')}}`;
