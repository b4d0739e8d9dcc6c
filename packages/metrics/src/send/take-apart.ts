import { bytesOf, type Piece, splitReport, toReport } from './split-report';

/** Below this, 413 is not about the size: splitting on would make a request of every flag. */
const MIN_SPLIT_BYTES = 1000;

/**
 * What to send in place of a piece that the server found too large (`split`) or wrong (`drop`); nothing when the piece is
 * to be dropped.
 */
export function takeApart(piece: Piece, verdict: 'split' | 'drop'): readonly Piece[] {
  const { usage, impact } = toReport(piece);
  // Impact metrics must never hold back usage: it goes without them, and they have one try of their own.
  if (usage !== undefined && impact.length > 0) {
    return [{ usage, impact: [] }, { impact }].flatMap((part) => [
      ...splitReport(part, Number.POSITIVE_INFINITY),
    ]);
  }
  if (verdict === 'drop' || bytesOf(piece) < MIN_SPLIT_BYTES) return [];
  const parts = [...splitReport({ usage, impact }, bytesOf(piece) / 2)];
  return parts.length > 1 ? parts : [];
}
