/** Chances that come out the same for the same seed, so that a failure can be repeated. */
export interface Random {
  /** From 0 to `count - 1`. */
  below(count: number): number;
  /** Whether something of this probability, 0 to 1, happens. */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** A linear congruential generator: good enough to choose what a test does next. */
export function createRandom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]) => items[below(items.length)] as T,
  };
}
