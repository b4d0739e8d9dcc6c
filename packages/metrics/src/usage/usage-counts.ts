import { FlagCounter } from './flag-counter';
import { UnknownCounter } from './unknown-counter';
import type { CountedFlag, Usage } from './usage';

/** Distinct unknown names counted between two reports: enough to find a typing error, bounded for a runaway loop. */
export const DEFAULT_UNKNOWN_NAMES = 10_000;
/** Longest unknown name that is counted. Servers know no flag of such a name. */
const MAX_UNKNOWN_LENGTH = 500;
/** Fallback variants counted for one unknown name; with ten thousand names, these too need a bound. */
const MAX_UNKNOWN_VARIANTS = 10;

export interface UsageCountsOptions {
  /** The current time in milliseconds since 1970. */
  readonly now: () => number;
  /** How many unknown names are held between two reports. Default 10000; those beyond are not counted. */
  readonly unknownNames?: number | undefined;
  /** Told once, with the limit, when there are more unknown names than are counted. */
  readonly onOverflow?: ((limit: number) => void) | undefined;
}

/** The counters of all flags. */
export interface UsageCounts {
  /** The counter of a flag, the same one for the same name, for as long as these counts live. */
  counterOf(name: string): FlagCounter;
  /**
   * A counter of a name that is no flag, for as long as these counts live. It counts nothing when the name is too long,
   * or, until the next report, when it comes behind too many others.
   */
  counterOfUnknown(name: string): UnknownCounter;
  /** Hands out everything counted since the last time; `undefined` when that is nothing. */
  take(): Usage | undefined;
  /** Adds usage that could not be delivered to what has been counted since; the older start counts. */
  putBack(usage: Usage): void;
}

/** Creates counts that begin now. Unknown names have at most 500 characters. */
export function createUsageCounts({
  now,
  unknownNames = DEFAULT_UNKNOWN_NAMES,
  onOverflow,
}: UsageCountsOptions): UsageCounts {
  const counters = new Map<string, FlagCounter>();
  let unknown = new Map<string, FlagCounter>();
  let start = now();
  let hasOverflown = false;

  const overflow = (): undefined => {
    if (hasOverflown) return;
    // First: whoever is told may ask for an unknown name itself.
    hasOverflown = true;
    onOverflow?.(unknownNames);
  };
  const counterOf = (name: string): FlagCounter => {
    let counter = counters.get(name);
    if (counter === undefined) {
      counter = new FlagCounter();
      counters.set(name, counter);
    }
    return counter;
  };
  /** For this report. */
  const joinUnknown = (name: string): FlagCounter | undefined => {
    const known = unknown.get(name);
    if (known !== undefined) return known;
    if (name.length > MAX_UNKNOWN_LENGTH) return undefined;
    if (unknown.size >= unknownNames) return overflow();
    const counter = new FlagCounter(MAX_UNKNOWN_VARIANTS);
    unknown.set(name, counter);
    return counter;
  };
  const names = { report: 0, join: joinUnknown };

  return {
    counterOf,
    counterOfUnknown: (name) => new UnknownCounter(name, names),
    take() {
      const flags: CountedFlag[] = [];
      for (const [name, counter] of unknown) {
        const usage = counter.take();
        // A name can have been unknown first and a flag later.
        const known = counters.get(name);
        if (usage !== undefined && known === undefined) flags.push([name, usage]);
        else if (usage !== undefined) known?.putBack(usage);
      }
      for (const [name, counter] of counters) {
        const usage = counter.take();
        if (usage !== undefined) flags.push([name, usage]);
      }
      // Names that were unknown need not be asked for again; those that are join anew. Flags keep their counters.
      unknown = new Map();
      names.report += 1;
      const stop = now();
      // A clock that was set back must not give a report that ends before it starts.
      const usage = { start: Math.min(start, stop), stop, flags };
      start = stop;
      return flags.length === 0 ? undefined : usage;
    },
    putBack(usage) {
      start = Math.min(start, usage.start);
      for (const [name, counts] of usage.flags) {
        // The bound holds here too: else a server that is away for days would cost ten thousand names an interval.
        (counters.get(name) ?? joinUnknown(name))?.putBack(counts);
      }
    },
  };
}
