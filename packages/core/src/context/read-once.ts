import type { Context } from './context';

/** Which evaluation is under way: a number that no other evaluation of the same flag set has. */
export interface EvaluationClock {
  evaluation: number;
}

/**
 * Makes a reader that reads once in an evaluation, whoever asks: constraints on the same field share its value. Whoever
 * evaluates moves the clock on before and after, so that an evaluation inside another one, by a custom strategy or a
 * getter, leaves the outer one nothing that it has read from its own context.
 */
export function readOnce<T>(read: (context: Context) => T, clock: EvaluationClock): (context: Context) => T {
  const last: { evaluation: number; value: T | undefined } = { evaluation: -1, value: undefined };
  return (context) => {
    if (last.evaluation !== clock.evaluation) {
      last.value = read(context);
      // Only now: reading may have run code of the application that evaluates flags itself.
      last.evaluation = clock.evaluation;
    }
    return last.value as T;
  };
}
