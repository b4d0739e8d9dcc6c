import { expect, test } from 'vitest';
import { MODES } from './modes';
import { runHeap } from './run-heap';
import { runLatency } from './run-latency';
import { runRefreshCost } from './run-refresh-cost';
import { summarize } from './summarize';

const print = (text: string) => process.stdout.write(`${text}\n`);

test('a change reaches isEnabled in every mode', async () => {
  const latencies = await runLatency(50);
  for (const mode of MODES) {
    print(`a change is in use by ${mode}: ${summarize(latencies[mode])}`);
    expect(latencies[mode]).toHaveLength(50);
    for (const latency of latencies[mode]) expect(latency).toBeGreaterThan(0);
  }
}, 60_000);

test('refreshing thousands of flags of which two changed has its price, by delta and by polling', async () => {
  const { bytes, costs } = await runRefreshCost(2000, 3);
  expect(bytes).toBeGreaterThan(2_000_000);
  expect(Object.keys(costs)).toHaveLength(4);
  for (const [name, { inUse, stored }] of Object.entries(costs)) {
    print(
      `CPU of a refresh of 2,000 flags, ${name}: in use ${summarize(inUse)}; stored ${summarize(stored)}`,
    );
    expect([inUse.length, stored.length]).toEqual([3, 3]);
    for (const [round, cost] of inUse.entries()) expect(stored[round]).toBeGreaterThanOrEqual(cost);
  }
}, 60_000);

test('all events of a stream arrive, over one connection, and the heap is told', async () => {
  const { before, after, streams } = await runHeap(500);
  expect(after.changes - before.changes).toBe(501);
  expect(streams).toBe(1);
  expect(Math.abs(after.heap - before.heap)).toBeLessThan(20_000_000);
}, 60_000);
