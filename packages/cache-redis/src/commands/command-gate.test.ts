import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../clients/connection';
import { createCommandGate } from './command-gate';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const after = (timeMs: number) => new Promise<void>((resolve) => setTimeout(resolve, timeMs));
const command = { script: '', keys: [], words: [] };

/** What a command through a gate of 500 ms comes to, and when. */
async function outcomeOf(connection: Partial<Connection>): Promise<[outcome: unknown, atMs: number]> {
  const gate = createCommandGate(
    {
      load: async () => undefined,
      ready: async () => undefined,
      evaluate: async () => 'answer',
      listen: () => () => undefined,
      secrets: [],
      close: () => undefined,
      ...connection,
    },
    command,
    500,
  );
  const startMs = performance.now();
  let found: [unknown, number] | undefined;
  gate
    .run((send) => send(command))
    .catch((error: Error) => error.message)
    .then((outcome) => {
      found = [outcome, performance.now() - startMs];
    });
  await vi.advanceTimersByTimeAsync(20_000);
  return found ?? expect.fail('it never settled');
}

describe('a command', () => {
  test('has all of its time once the library of the client is loaded', async () => {
    const answers = async () => after(400).then(() => 'answer');
    expect(await outcomeOf({ load: () => after(4900), evaluate: answers })).toEqual(['answer', 5300]);
    const hangs = () => after(600);
    expect(await outcomeOf({ load: () => after(4900), ready: hangs })).toEqual([
      'Redis failed: no answer in 500 ms',
      5400,
    ]);
  });

  test('is given up where the library cannot be loaded, or not in 5 s', async () => {
    expect(await outcomeOf({ load: () => after(6000) })).toEqual([
      'Redis failed: the client library was not loaded in 5000 ms',
      5000,
    ]);
    expect(await outcomeOf({ load: () => Promise.reject(new Error('no library')) })).toEqual([
      'Redis failed: no library',
      0,
    ]);
  });
});
