/** The longest delay a timer can hold, in milliseconds (about 25 days); a longer one would fire at once. */
const LONGEST_MS = 2_147_483_647;

/**
 * Makes any number a delay in milliseconds that a timer can hold, 0 to 2147483647.
 * What is no number becomes the longest delay, so that a mistake means silence and never a storm of requests.
 */
export function clampDelay(delayMs: number): number {
  return delayMs < LONGEST_MS ? Math.max(0, delayMs) : LONGEST_MS;
}
