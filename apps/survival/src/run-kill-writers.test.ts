import { expect, test } from 'vitest';
import { runKillWriters } from './run-kill-writers';

test('forty writers killed in the middle of their work leave a whole, current file and nothing else', async () => {
  const { rounds, lost, torn, reads, writes, leftovers } = await runKillWriters(40);
  expect({ rounds, lost, torn, leftovers }).toEqual({ rounds: 40, lost: 0, torn: 0, leftovers: [] });
  expect(reads).toBeGreaterThan(40);
  expect(writes).toBeGreaterThan(40);
}, 60_000);
