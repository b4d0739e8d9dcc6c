import { bodiesOf, type StoredSnapshot } from '@unleash-client/cache';
import type { FlagsSource } from '@unleash-client/events';
import type { Reporter } from '../report/reporter';
import type { HeldFlags } from './held-flags';
import { patchFlags } from './patch-flags';
import { readEvents } from './read-events';
import { readFlags, useFlags } from './read-flags';

/** Flags on their way in: all of them, perhaps parsed, a list of events, or the lists of events that lead to them. */
export type Incoming =
  | string
  | { readonly text: string; readonly body: unknown }
  | { readonly events: string }
  | { readonly log: readonly string[] };

/** The flags of a stored snapshot. */
export const fromStored = (stored: StoredSnapshot): Incoming =>
  stored.parts === undefined ? stored.body : { log: bodiesOf(stored) };

/** Reads flags; the same object for those that are held already. `refused` and `resync` as the reason for neither. */
export function readIncoming(
  incoming: Incoming,
  held: HeldFlags | undefined,
  from: FlagsSource,
  reporter: Reporter,
): HeldFlags | 'refused' | 'resync' {
  if (typeof incoming === 'string') return readText(incoming, held, from, reporter);
  if ('log' in incoming) return readLog(incoming.log, held, from, reporter);
  if ('events' in incoming) return readEvents(incoming.events, held, from, reporter);
  const payload = useFlags(incoming.body, from, reporter);
  return payload === null ? 'refused' : { payload, body: incoming.text };
}

/** Reads no more of a text than differs from the one that is held. */
function readText(
  text: string,
  held: HeldFlags | undefined,
  from: FlagsSource,
  reporter: Reporter,
): HeldFlags | 'refused' {
  if (held !== undefined && held.events === undefined) {
    if (held.body === text) return held;
    const patched = patchFlags(held, text);
    if (patched !== undefined) return patched;
  }
  const payload = readFlags(text, from, reporter);
  return payload === null ? 'refused' : { payload, body: text };
}

/** Applies what is new of a log: of a long one that grew at its end, no more than that. */
function readLog(
  log: readonly string[],
  held: HeldFlags | undefined,
  from: FlagsSource,
  reporter: Reporter,
): HeldFlags | 'refused' {
  const known = held?.events?.texts ?? [];
  const isLonger = known.length > 0 && known.every((text, index) => text === log[index]);
  let current = isLonger ? held : undefined;
  for (const text of isLonger ? log.slice(known.length) : log) {
    const next = readEvents(text, current, from, reporter);
    if (next === 'resync') return 'refused';
    current = next;
  }
  return current ?? 'refused';
}
