import { expect, test } from 'vitest';
import type { Allocations } from './programs/allocations';
import { startProgram } from './start-program';

/** Less than any object takes. */
const MOST_BYTES = 1;

test('asking for a flag makes no object, whatever decides about it', async () => {
  // Room for all that a million calls may take, so that nothing is cleared away before it is seen.
  const flags = ['--min-semi-space-size=256', '--max-semi-space-size=256'];
  const program = await startProgram('allocations', { flags });
  const bytes = await program.ask<Allocations>({});
  await program.stop();
  process.stdout.write(`bytes of the heap per call: ${JSON.stringify(bytes)}\n`);
  expect(Object.keys(bytes)).toHaveLength(6);
  for (const [name, each] of Object.entries(bytes)) {
    expect(each, name).not.toBeNull();
    expect(each, name).toBeLessThan(MOST_BYTES);
  }
}, 60_000);
