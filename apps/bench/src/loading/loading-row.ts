import { medianOf } from '../median-of';

/** What a row has to reach. */
export interface Bound {
  /** As the table shows it, such as `≤ 1.15`. */
  readonly text: string;
  readonly holds: (value: number) => boolean;
}

export const atMost = (limit: number, unit = ''): Bound => ({
  text: `≤ ${limit}${unit}`,
  holds: (value) => value <= limit,
});

export const atLeast = (limit: number, unit = ''): Bound => ({
  text: `≥ ${limit}${unit}`,
  holds: (value) => value >= limit,
});

/** One row of the table of loading and refreshing. */
export interface LoadingRow {
  readonly name: string;
  /** What has to be reached; nothing for rows that are there to explain others. */
  readonly must: Bound | undefined;
  readonly ours: number;
  /** What ours is compared with: most often the official client, else what the row's name says. */
  readonly theirs: number | undefined;
  /** The unit of `ours` and `theirs`. */
  readonly unit: string;
  /** `ours` ÷ `theirs`; the other way round where the bound is one from below. */
  readonly ratio: number | undefined;
  readonly ok: boolean;
}

export interface RowFigures {
  readonly name: string;
  readonly must?: Bound;
  /** Whether the bound is for ours alone, not for the ratio. Default false. */
  readonly isAbsolute?: boolean;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly theirs?: readonly number[];
  /** How many times faster ours is, instead of how much of theirs it takes. Default false. */
  readonly isSpeed?: boolean;
}

/** Makes a row of what was measured, by medians. A bound without samples to compare with is one for ours alone. */
export function createRow(figures: RowFigures): LoadingRow {
  const { name, must, unit, isAbsolute = false, isSpeed = false } = figures;
  const ours = medianOf(figures.ours);
  const theirs = figures.theirs && medianOf(figures.theirs);
  const ratio = theirs === undefined ? undefined : isSpeed ? theirs / ours : ours / theirs;
  const judged = isAbsolute ? ours : (ratio ?? ours);
  return { name, must, ours, theirs, unit, ratio, ok: must?.holds(judged) ?? true };
}
