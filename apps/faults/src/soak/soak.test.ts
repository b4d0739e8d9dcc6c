import { expect, test } from 'vitest';
import { judgeSoak, trendsOf } from './judge-soak';
import { runSoak, type SoakResult } from './run-soak';

const TIMEOUT_MS = 120_000;

test(
  'clients that live long grow by nothing, and those that are destroyed leave nothing',
  async () => {
    const result = await runSoak({ seconds: 15, clients: 60 });
    expect(judgeSoak(result)).toEqual([]);
    expect(result.samples.length).toBeGreaterThan(5);
    const { polls, changes, reports, writes, clients } = result.doings;
    for (const doing of [polls, changes, reports, writes]) expect(doing).toBeGreaterThan(100);
    expect(clients).toBeGreaterThan(5);
  },
  TIMEOUT_MS,
);

test(
  'clients and timers that are kept are found out',
  async () => {
    const result = await runSoak({ seconds: 2, clients: 20, warmUp: 50, leaks: true });
    const faults = judgeSoak(result);
    expect(faults).toContain('20 clients were not collected');
    expect(faults).toContain('20 timers left');
    expect(faults).toContainEqual(expect.stringMatching(/^each client left \d+ bytes$/));
  },
  TIMEOUT_MS,
);

const holdings = { heapBytes: 10_000_000, timers: 20, handles: 10, listeners: 5 };
const lives = { clients: 200, collected: 200, bytesEach: 100, before: holdings, after: holdings };
const doings = {
  ...{ polls: 1, changes: 1, reports: 1, writes: 1 },
  ...{ listeners: 1, clients: 1, evaluations: 1, faults: 0 },
};
const sound: SoakResult = {
  samples: Array(9).fill(holdings),
  ...{ doings, lives, changes: 1, strays: 0, sockets: 0, streams: 0 },
};

test('a third is judged by its least, so that one peak is no growth', () => {
  const samples = sound.samples.map((sample, index) => (index === 8 ? { ...sample, timers: 99 } : sample));
  expect(trendsOf(samples).every(({ isFlat }) => isFlat)).toBe(true);
  const growing = sound.samples.map((sample, index) => ({ ...sample, timers: index * 2 }));
  expect(trendsOf(growing)).toContainEqual({ figure: 'timers', first: 0, last: 12, isFlat: false });
});

const rotten: [fault: string, change: Partial<SoakResult>][] = [
  [
    'heapBytes grew from 10000000 to 12000000',
    { samples: [holdings, holdings, { ...holdings, heapBytes: 12_000_000 }] },
  ],
  ['1 clients ended with other flags than the server', { strays: 1 }],
  ['3 error events', { doings: { ...doings, faults: 3 } }],
  ['1 clients were not collected', { lives: { ...lives, collected: 199 } }],
  ['each client left 6000 bytes', { lives: { ...lives, bytesEach: 6000 } }],
  ['1 handles left', { lives: { ...lives, after: { ...holdings, handles: 11 } } }],
  ['2 connections left at the server', { sockets: 2 }],
  ['1 streams left at the server', { streams: 1 }],
];

test.each(rotten)('it is a fault that %s', (fault, change) => {
  expect(judgeSoak(sound)).toEqual([]);
  expect(judgeSoak({ ...sound, ...change })).toEqual([fault]);
});
