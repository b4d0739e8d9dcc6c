import type { StoredSnapshot } from '@unleash-client/cache';
import type { Payload } from '@unleash-client/core';
import type { FlagPlaces } from './flag-places';

/** Flags, and the texts that they were read from. */
export interface HeldFlags {
  readonly payload: Payload;
  /** The texts one after the other: the whole set of flags, or lists of events of which the first holds all flags. */
  readonly body: string;
  /** Where each flag stands in the text, once somebody had to know. */
  readonly places?: FlagPlaces | undefined;
  /** The texts where they are lists of events. */
  readonly events?: EventLog | undefined;
}

/** Lists of events, and what is known of them. */
export interface EventLog {
  readonly texts: readonly string[];
  /** The ids of these events since the first, which is a hydration; they only grow. */
  readonly applied: ReadonlySet<number>;
  /** The id of the last event; those up to the hydration's are in it. */
  readonly revision: number;
  readonly hydratedAt: number;
}

/** Whether these flags are what is stored in a snapshot. */
export const isHeldAs = ({ body, events }: HeldFlags, stored: StoredSnapshot): boolean =>
  body === stored.body && (events === undefined) === (stored.parts === undefined);

/** The part of a stored snapshot that tells which flags it has. */
export const toStoredBody = ({ body, events }: HeldFlags): Pick<StoredSnapshot, 'body' | 'parts'> =>
  events === undefined ? { body } : { body, parts: events.texts.map(({ length }) => length) };

/** Where events outgrow the hydration that they follow by this factor, a new one is asked for. */
const OUTGROWN_FACTOR = 2;
/** Below this many characters it is not worth a request. */
const OUTGROWN_LENGTH = 256 * 1024;
/** So many lists of events are a hydration worth, however short they are. */
const MOST_TEXTS = 1000;

/** How long the events are, as a part of what is bearable: above 1, all flags in one text would be shorter by far. */
export function outgrowth({ body, events }: HeldFlags): number {
  const [hydration] = events?.texts ?? [];
  if (events === undefined || hydration === undefined) return 0;
  const longest = Math.max(OUTGROWN_LENGTH, OUTGROWN_FACTOR * hydration.length);
  return Math.max((body.length - hydration.length) / longest, events.texts.length / MOST_TEXTS);
}

/**
 * Whether a hydration took the place of later events. A server that was set back sends such a one, but so does one whose
 * old answer came twice, and then what it took back is lost: only another hydration tells.
 */
export const isSetBack = (now: HeldFlags, before: HeldFlags | undefined): boolean =>
  now.events !== undefined && before?.events !== undefined && now.events.revision < before.events.revision;
