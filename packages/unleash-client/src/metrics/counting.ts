import type { FlagCounter } from '@unleash-client/metrics';

/** What an evaluation is counted with. */
export type Counter = Pick<FlagCounter, 'count' | 'countVariant'>;

/** Where evaluations find their counters. */
export interface Counting {
  /** The counter of a flag; the same one for the same name, so that it can be kept beside the flag. */
  counterOf(name: string): Counter;
  /** A counter of a name that is no flag, to be kept as well; it counts nothing while there are too many of them. */
  counterOfUnknown(name: string): Counter;
}

const idle: Counter = { count: () => undefined, countVariant: () => undefined };

/** Counts nothing, for clients that report nothing. */
export const noCounting: Counting = { counterOf: () => idle, counterOfUnknown: () => idle };
