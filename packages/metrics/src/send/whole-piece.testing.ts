import { type Piece, splitReport } from './split-report';
import type { UsageReport } from './usage-exporter';

/** A report in one piece. */
export function wholePiece(report: UsageReport): Piece {
  const [piece] = splitReport(report, Number.POSITIVE_INFINITY);
  return piece ?? { flags: [], toggles: '', impact: [], metricBytes: 0, whole: report.usage };
}
