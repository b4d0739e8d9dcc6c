import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is yes, or rejects with what `describe` says after ten seconds. */
export async function waitUntil(ask: () => Promise<boolean>, describe: () => string): Promise<void> {
  const end = performance.now() + 10_000;
  while (!(await ask().catch(() => false))) {
    if (performance.now() > end) throw new Error(`${describe()} after 10 s`);
    await delay(20);
  }
}
