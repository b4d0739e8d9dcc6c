import type { SoakResult } from './run-soak';
import type { Holdings } from './soak-message';

/** The least of a figure in the first and in the last third of the samples: what leaks is in each of them. */
export interface Trend {
  readonly figure: keyof Holdings;
  readonly first: number;
  readonly last: number;
  readonly isFlat: boolean;
}

const figures: readonly (keyof Holdings)[] = ['heapBytes', 'timers', 'handles', 'listeners'];

/**
 * By how much a figure may be larger in the end. Logs of changes are shortened only now and then, and there is always
 * something under way; what leaked a hundred bytes with each change would be far above.
 */
const leeway: Readonly<Record<keyof Holdings, number>> = {
  heapBytes: 1_000_000,
  timers: 3,
  handles: 4,
  listeners: 0,
};

/** Compares the last third of the samples with the first. */
export const trendsOf = (samples: readonly Holdings[]): readonly Trend[] =>
  figures.map((figure) => {
    const values = samples.map((sample) => sample[figure]);
    const third = Math.floor(values.length / 3);
    const [first, last] = [Math.min(...values.slice(0, third)), Math.min(...values.slice(-third))];
    return { figure, first, last, isFlat: last - first <= leeway[figure] };
  });

/** What a client that was destroyed may leave on the heap, in bytes. */
const BYTES_EACH = 5000;

/** What is wrong with the outcome of a soak; nothing, as a rule. */
export function judgeSoak(result: SoakResult): readonly string[] {
  const { samples, doings, strays, lives, sockets, streams } = result;
  const { before, after } = lives;
  const faults: readonly (readonly [isFault: boolean, message: string])[] = [
    ...trendsOf(samples).map(
      ({ figure, first, last, isFlat }) => [!isFlat, `${figure} grew from ${first} to ${last}`] as const,
    ),
    [strays > 0, `${strays} clients ended with other flags than the server`],
    [doings.faults > 0, `${doings.faults} error events`],
    [lives.collected < lives.clients, `${lives.clients - lives.collected} clients were not collected`],
    [lives.bytesEach > BYTES_EACH, `each client left ${Math.round(lives.bytesEach)} bytes`],
    [after.timers > before.timers, `${after.timers - before.timers} timers left`],
    [after.handles > before.handles, `${after.handles - before.handles} handles left`],
    [after.listeners > before.listeners, `${after.listeners - before.listeners} listeners left`],
    [sockets > 0, `${sockets} connections left at the server`],
    [streams > 0, `${streams} streams left at the server`],
  ];
  return faults.filter(([isFault]) => isFault).map(([, message]) => message);
}
