/** Long enough for a busy machine, and nothing waits so long when all is well. */
export const SOON = { timeout: 10_000, interval: 5 };
