import type { FlagCounter } from '@unleash-client/metrics';

/** What an evaluation is counted with. */
export type Counter = Pick<FlagCounter, 'count' | 'countVariant'>;

/** Where evaluations find their counters. */
export interface Counting {
  /** The counter of a flag; the same one for the same name, so that it can be kept beside the flag. */
  counterOf(name: string): Counter;
  /** The counter of a name that is no flag; `undefined` when such names are no longer counted. */
  counterOfUnknown(name: string): Counter | undefined;
}

const idle: Counter = { count: () => undefined, countVariant: () => undefined };

/** Counts nothing, for clients that report nothing. */
export const noCounting: Counting = { counterOf: () => idle, counterOfUnknown: () => undefined };
