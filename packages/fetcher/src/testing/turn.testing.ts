import { setImmediate } from 'node:timers/promises';

/** Lets everything happen that waits for nothing but its turn. */
export async function turn(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await setImmediate();
}
