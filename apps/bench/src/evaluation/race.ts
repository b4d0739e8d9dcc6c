import { setImmediate } from 'node:timers/promises';
import { medianOf } from '../median-of';
import { cpuTimeOf } from './cpu-time';
import type { Prepared } from './question';

/** Somebody who answers one question, and how that is found again in the results. */
export interface Runner {
  readonly key: string;
  readonly prepared: Prepared;
}

export interface RaceOptions {
  /** Rounds, in each of which every runner runs once. */
  readonly rounds: number;
  /** How long each run should take, in milliseconds of CPU time. */
  readonly runMs: number;
}

/**
 * Lets all runners run in turns, so that what the machine does meanwhile hits everybody, and returns the median
 * nanoseconds of CPU time a call by key.
 */
export async function race(
  runners: readonly Runner[],
  { rounds, runMs }: RaceOptions,
): Promise<Map<string, number>> {
  // Everybody is warm before anybody is timed: then no call site has seen one flag only, as in an application.
  for (let lap = 0; lap < 3; lap++) for (const { prepared } of runners) prepared.ask(5000);
  const lanes = runners.map(({ key, prepared }) => ({
    key,
    prepared,
    calls: callsFor(prepared, runMs),
    costs: [] as number[],
  }));
  for (let round = 0; round < rounds; round++) {
    for (const { prepared, calls, costs } of lanes) {
      // Clients poll and report meanwhile: a loop blocked for seconds would only show who gives up first.
      await setImmediate();
      costs.push(cpuTimeOf(() => void prepared.ask(calls)) / calls);
    }
  }
  return new Map(lanes.map(({ key, costs }) => [key, medianOf(costs)]));
}

/** How many calls take about so long. */
function callsFor(prepared: Prepared, runMs: number): number {
  for (let calls = 2000; ; calls *= 2) {
    const milliseconds = cpuTimeOf(() => void prepared.ask(calls)) / 1e6;
    if (milliseconds >= runMs / 2) return Math.max(1000, Math.round((calls * runMs) / milliseconds));
  }
}
