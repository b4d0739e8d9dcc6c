import { DEFAULT_PATTERN_LENGTH } from '@unleash-client/core';
import { DEFAULT_LISTENERS } from '@unleash-client/events';
import { DEFAULT_BODY_LIMITS, UnleashError } from '@unleash-client/http';
import { DEFAULT_UNKNOWN_NAMES } from '@unleash-client/metrics';
import * as check from './check';
import { hintAt } from './nearest-name';

/** How much of anything a client takes. What is beyond is refused with one event, and the flags in use stay. */
export interface Limits {
  /** The largest answer on the wire, compressed as it may be, in bytes. Streams have no end, and no such limit. Default 52428800. */
  readonly responseBytes: number;
  /**
   * The largest answer after inflating, event of a stream, or bootstrapped text, in bytes; a cached text may be three times
   * as long, as it may hold later changes too. Default 52428800.
   */
  readonly inflatedBytes: number;
  /** The most flags in use, however they arrive. Default 100000. */
  readonly flags: number;
  /** The most names that are no flags to be counted between two reports of usage. Default 10000. */
  readonly unknownNames: number;
  /** The longest pattern of a `REGEX` constraint, in characters; a constraint with a longer one never passes. Default 10000. */
  readonly patternLength: number;
  /** The most listeners of one event; one more is not added, and a `warn` event says so. Default 1000. */
  readonly listeners: number;
}

/** The limits of a client that is given no others. */
export const DEFAULT_LIMITS: Limits = Object.freeze({
  ...DEFAULT_BODY_LIMITS,
  // Ten thousand are a large installation.
  flags: 100_000,
  unknownNames: DEFAULT_UNKNOWN_NAMES,
  patternLength: DEFAULT_PATTERN_LENGTH,
  listeners: DEFAULT_LISTENERS,
});

/** Limits as an option: those that are missing are the default ones. */
export type LimitsOption = { readonly [Name in keyof Limits]?: Limits[Name] | undefined };

/** A text of more characters cannot be made. */
export const LONGEST_TEXT = 536_870_888;
const MILLION = 1_000_000;

const bounds: Readonly<Record<keyof Limits, readonly [least: number, most: number]>> = {
  responseBytes: [1, LONGEST_TEXT],
  inflatedBytes: [1, LONGEST_TEXT],
  flags: [1, MILLION],
  unknownNames: [0, MILLION],
  patternLength: [1, MILLION],
  listeners: [1, MILLION],
};

const names = Object.keys(bounds) as (keyof Limits)[];

/** Refuses limits that cannot work, with the name, the bound and what was given. */
export function areLimits(option: string, value: unknown): void {
  check.isObject(option, value);
  const given = value as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(bounds, name)) refuseUnknown(option, name);
  }
  for (const name of names) {
    if (given[name] !== undefined) check.isCount(...bounds[name])(`${option}.${name}`, given[name]);
  }
}

function refuseUnknown(option: string, name: string): never {
  const hint = hintAt(name, names, 'the limits are');
  throw new UnleashError('INVALID_OPTION', `${option} has no ${name.slice(0, 100)}; ${hint}`);
}

/** The limits with all gaps filled. */
export function resolveLimits(given: LimitsOption = {}): Limits {
  const filled = names.map((name) => [name, given[name] ?? DEFAULT_LIMITS[name]]);
  return Object.fromEntries(filled) as unknown as Limits;
}
