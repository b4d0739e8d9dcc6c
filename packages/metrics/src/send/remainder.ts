import type { CollectedMetric } from '../impact/sample';
import type { FlagUsage } from '../usage/usage';
import type { Piece } from './split-report';
import type { UsageReport } from './usage-exporter';

/** Keeps account of what of a report has been settled, so that nothing is lost and nothing is sent twice. */
export interface Remainder {
  /** Takes off a piece that was delivered or dropped. */
  settle(piece: Piece): void;
  /** What has not been settled. */
  left(): UsageReport;
}

/** Of a piece that is settled; its text can go. */
type Settled = Pick<Piece, 'flags' | 'impact'>;

/** Begins the account of a report. Where nothing is settled, what is left is the report itself, at no cost. */
export function createRemainder(report: UsageReport): Remainder {
  const settled: Settled[] = [];
  return {
    settle: ({ flags, impact }) => void settled.push({ flags, impact }),
    left: () => (settled.length === 0 ? report : subtract(report, settled)),
  };
}

function subtract({ usage, impact }: UsageReport, pieces: readonly Settled[]): UsageReport {
  const flags = new Map(usage?.flags);
  for (const piece of pieces) {
    for (const [name, part] of piece.flags) {
      const counts = flags.get(name);
      const rest = counts === part || counts === undefined ? undefined : without(counts, part);
      if (rest === undefined) flags.delete(name);
      else flags.set(name, rest);
    }
  }
  return {
    usage: usage !== undefined && flags.size > 0 ? { ...usage, flags: [...flags] } : undefined,
    impact: withoutSamples(impact, pieces),
  };
}

/** What is left of a flag when a part of it has been settled; `undefined` when that is nothing. */
function without(counts: FlagUsage, part: FlagUsage): FlagUsage | undefined {
  const variants = new Map(counts.variants);
  for (const name of part.variants.keys()) variants.delete(name);
  const [yes, no] = [counts.yes - part.yes, counts.no - part.no];
  return yes === 0 && no === 0 && variants.size === 0 ? undefined : { yes, no, variants };
}

function withoutSamples(
  impact: readonly CollectedMetric[],
  pieces: readonly Settled[],
): readonly CollectedMetric[] {
  const settled = new Set<unknown>();
  for (const piece of pieces) {
    for (const { samples } of piece.impact) for (const sample of samples) settled.add(sample);
  }
  return impact
    .map((metric) => {
      const samples = (metric.samples as readonly unknown[]).filter((sample) => !settled.has(sample));
      return { ...metric, samples } as CollectedMetric;
    })
    .filter(({ samples }) => samples.length > 0);
}
