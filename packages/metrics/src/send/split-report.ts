import type { CollectedMetric } from '../impact/sample';
import type { CountedFlag, Usage } from '../usage/usage';
import { appendFlag } from './append-flag';
import { metricParts } from './metric-parts';
import { spreadFlag } from './spread-flag';
import type { UsageReport } from './usage-exporter';

/** A piece of a report, with what it takes in a body. */
export interface Piece {
  readonly flags: readonly CountedFlag[];
  /** The flags as members of `toggles`, printed once: their length decides how many fit in. */
  readonly toggles: string;
  readonly impact: readonly CollectedMetric[];
  /** The most bytes that the impact metrics take. */
  readonly metricBytes: number;
  /** The usage that the flags are a part of. */
  readonly whole: Usage | undefined;
}

/**
 * A report in pieces of at most `maxBytes` each, the head of the body apart, one at a time, so that no call takes long.
 * Only what cannot be split, such as one name, can make a piece larger. Impact metrics come first.
 */
export function* splitReport({ usage, impact }: UsageReport, maxBytes: number): Generator<Piece, undefined> {
  let piece = emptyPiece(usage);
  for (const whole of impact) {
    for (const { bytes, metric } of metricParts(whole, maxBytes)) {
      if (piece.metricBytes > 0 && piece.metricBytes + bytes > maxBytes) {
        yield piece;
        piece = emptyPiece(usage);
      }
      piece.impact.push(metric);
      piece.metricBytes += bytes;
    }
  }
  for (const flag of usage?.flags ?? []) {
    const toggles = appendFlag(piece.toggles, flag);
    if (toggles.length + piece.metricBytes <= maxBytes) {
      piece.toggles = toggles;
      piece.flags.push(flag);
      continue;
    }
    for (const part of spreadFlag(flag, maxBytes)) {
      if (bytesOf(piece) > 0) yield piece;
      piece = emptyPiece(usage);
      piece.toggles = appendFlag('', part);
      piece.flags.push(part);
    }
  }
  if (bytesOf(piece) > 0) yield piece;
  return undefined;
}

/** The most bytes that a piece takes in a body, the head apart. */
export const bytesOf = ({ toggles, metricBytes }: Piece): number => toggles.length + metricBytes;

/** What a piece holds. */
export function toReport({ flags, impact, whole }: Piece): UsageReport {
  const usage = whole === undefined || flags.length === 0 ? undefined : { ...whole, flags };
  return { usage, impact };
}

const emptyPiece = (whole: Usage | undefined) => ({
  flags: [] as CountedFlag[],
  toggles: '',
  impact: [] as CollectedMetric[],
  metricBytes: 0,
  whole,
});
