import { show } from './show';

/** What timers take. */
const LONGEST_MS = 2 ** 31 - 1;

/** @throws TypeError when an option is no function: a test runner that is misspelt is `undefined`. */
export function checkFunction(name: string, value: unknown): void {
  if (typeof value !== 'function') throw new TypeError(`${name} must be a function, got ${typeof value}`);
}

/** @throws TypeError for names that `skip` does not know: a rule that is misspelt would not be skipped. */
export function checkSkip(skip: readonly string[], known: readonly string[]): void {
  for (const name of skip) {
    if (!known.includes(name)) {
      const given = String(name).slice(0, 40);
      throw new TypeError(
        `skip must name what is to be skipped, got '${given}'; known are ${known.join(', ')}`,
      );
    }
  }
}

/** @throws TypeError for what timers cannot wait for. */
export function checkDuration(name: string, value: unknown): void {
  if (typeof value !== 'number' || !(value >= 1 && value <= LONGEST_MS)) {
    throw new TypeError(
      `${name} must be a number of milliseconds from 1 to ${LONGEST_MS}, got ${show(value)}`,
    );
  }
}
