import type { Answer, Question } from './question';

const within = (share: number | undefined, low: number, high: number) =>
  share !== undefined && share >= low && share <= high;

const isOn: Question['isRight'] = (shares) => shares.get(true) === 1;
const isHalf: Question['isRight'] = (shares) =>
  within(shares.get(true), 0.44, 0.56) && within(shares.get(false), 0.44, 0.56);
const isSplitInThree: Question['isRight'] = (shares) =>
  VARIANTS.every((name) => within(shares.get(name), 0.26, 0.41));
const isOff = (shares: ReadonlyMap<Answer, number>) => shares.get(false) === 1;

/** The variants of the flag that has some, by equal shares. */
export const VARIANTS = ['red', 'green', 'blue'];

/** The rows of the table, in its order. */
export const QUESTIONS = [
  { title: 'missing flag', flag: 'missing', kind: 'flag', isRight: isOff },
  { title: 'simple flag that is on', flag: 'simple', kind: 'flag', isRight: isOn },
  { title: '50 % rollout on userId', flag: 'rollout', kind: 'flag', isRight: isHalf },
  { title: 'IN of five values + rollout 100', flag: 'in-five', kind: 'flag', isRight: isOn },
  { title: 'ten mixed constraints', flag: 'ten-constraints', kind: 'flag', isRight: isOn },
  { title: 'ten mixed constraints in a segment', flag: 'segment', kind: 'flag', isRight: isOn },
  { title: 'getVariant of three, sticky', flag: 'variants', kind: 'variant', isRight: isSplitInThree },
  { title: 'twenty strategies, the last matches', flag: 'twenty-strategies', kind: 'flag', isRight: isOn },
  { title: 'one parent', flag: 'child', kind: 'flag', isRight: isOn },
] as const satisfies readonly Question[];

/** Names of the flags that are asked for. */
export type FlagName = (typeof QUESTIONS)[number]['flag'];
