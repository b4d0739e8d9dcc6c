import { isDeepStrictEqual } from 'node:util';

/** One thing that was measured or looked at, and whether it is as it must be. */
export interface Finding {
  readonly what: string;
  /** What was found; with what was expected where that is not the same. */
  readonly figure: string;
  readonly isFine: boolean;
  /** Whether it depends on how busy the machine is. */
  readonly isTimed?: boolean;
}

const MILLISECONDS = ' ms';
const round = (value: number) => (value < 10 ? Math.round(value * 10) / 10 : Math.round(value));

/** A number with an upper bound. */
export const atMost = (what: string, value: number, bound: number, unit = ''): Finding => ({
  what,
  figure: `${round(value)}${unit} (≤ ${bound}${unit})`,
  isFine: value <= bound,
  isTimed: unit === MILLISECONDS,
});

/** A number with a lower bound. */
export const atLeast = (what: string, value: number, bound: number, unit = ''): Finding => ({
  what,
  figure: `${round(value)}${unit} (≥ ${bound}${unit})`,
  isFine: value >= bound,
  isTimed: unit === MILLISECONDS,
});

/** Something that must be equal to something. */
export function exactly(what: string, found: unknown, expected: unknown): Finding {
  const isFine = isDeepStrictEqual(found, expected);
  const show = (value: unknown) => String(JSON.stringify(value)).slice(0, 300);
  return { what, figure: isFine ? show(found) : `${show(found)}, not ${show(expected)}`, isFine };
}

/** Something that must be so. */
export const holds = (what: string, isFine: boolean): Finding => ({
  what,
  figure: isFine ? 'yes' : 'no',
  isFine,
});
