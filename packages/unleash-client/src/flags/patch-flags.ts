import { type FlagDefinition, type Payload, parsePayload } from '@unleash-client/core';
import { type FlagPlaces, findEnd, findFlags, hasNext } from './flag-places';

/** Flags and the text they were read from. */
export interface TextFlags {
  readonly payload: Payload;
  readonly body: string;
  /** Where each flag stands in the text, once that is known. */
  readonly places?: FlagPlaces | undefined;
}

/** Shorter texts are read as a whole in less time than is worth saving. */
const SHORT = 128 * 1024;

/** So many flags are read one by one; with more, reading the whole text is quicker. */
const MOST_READ = 500;

/**
 * Reads a text of all flags of which most stand in the text before, letter by letter: only the others are parsed, and
 * flags whose text is the same stay the same objects. Answers what reading the whole text would, or `undefined` when it
 * must be: too much is new, or something is malformed.
 */
export function patchFlags({ payload, body, places }: TextFlags, text: string): TextFlags | undefined {
  if (text.length < SHORT || payload.malformed.size > 0) return undefined;
  const known = places ?? findFlags(body, payload.flags.size);
  if (known === undefined) return undefined;
  const list = known.starts[0] ?? 0;
  const head = text.slice(0, list);
  const found = head === body.slice(0, list) ? findChanges({ payload, body }, known, text) : undefined;
  const rest = found && readRest(head, text.slice(found.end));
  if (found === undefined || rest === undefined) return undefined;
  const read = parsePayload({ ...rest, features: found.changed });
  if (read.payload === null || read.issues.length > 0) return undefined;
  const flags = new Map<string, FlagDefinition>();
  for (const flag of found.flags) {
    const definition = typeof flag === 'string' ? read.payload.flags.get(flag) : flag;
    if (definition !== undefined) flags.set(definition.name, definition);
  }
  // Of two flags of one name the last wins, wherever it stands.
  if (flags.size !== found.flags.length) return undefined;
  return {
    payload: {
      flags,
      malformed: new Set(),
      segments: keepSegments(payload.segments, read.payload.segments),
      usesRegex: payload.usesRegex || read.payload.usesRegex,
    },
    body: text,
    places: { starts: found.starts, ends: found.ends },
  };
}

/** What is at each place of a new text. */
interface Found {
  /** A flag that is as before, or the name of one that was read. */
  readonly flags: (FlagDefinition | string)[];
  readonly changed: { readonly name: string }[];
  readonly starts: number[];
  readonly ends: number[];
  /** Where the list of flags ends: its bracket. */
  end: number;
}

function findChanges({ payload, body }: TextFlags, places: FlagPlaces, text: string): Found | undefined {
  const { starts, ends } = places;
  const definitions = [...payload.flags.values()];
  const indices = new Map(definitions.map(({ name }, index) => [name, index]));
  const found: Found = { flags: [], changed: [], starts: [], ends: [], end: 0 };
  let old = 0;
  for (let at = starts[0] ?? 0, isMore: boolean | undefined = true; isMore; at = found.end + 1) {
    const same = countSame(body, places, old, text, at);
    const shift = at - (starts[old] ?? 0);
    for (const until = old + same; old < until; old++) {
      const definition = definitions[old] as FlagDefinition;
      add(found, definition, (starts[old] as number) + shift, (ends[old] as number) + shift);
    }
    if (same === 0) {
      const end = findEnd(text, at);
      const flag = end === undefined ? undefined : readFlag(text.slice(at, end));
      if (end === undefined || flag === undefined || found.changed.length >= MOST_READ) return undefined;
      found.changed.push(flag);
      add(found, flag.name, at, end);
      // Of the old flags, those before this one are gone, or come later.
      const index = indices.get(flag.name) ?? -1;
      if (index >= old) old = index + 1;
    }
    isMore = hasNext(text, found.end);
    if (isMore === undefined) return undefined;
  }
  return found;
}

function add(found: Found, flag: FlagDefinition | string, start: number, end: number): void {
  found.flags.push(flag);
  found.starts.push(start);
  found.ends.push(end);
  found.end = end;
}

/** How many flags, from one on, stand here as they stood there, or some of them: whoever asks again gets the others. */
function countSame(
  body: string,
  { starts, ends }: FlagPlaces,
  from: number,
  text: string,
  at: number,
): number {
  const most = starts.length - from;
  const shift = at - (starts[from] ?? 0);
  let same = 0;
  // All of them, half of them, and so on: comparing long texts takes a machine next to nothing.
  for (let step = most; step > 0; step = Math.min(step >> 1, most - same)) {
    // From behind the flag before, so that the comma between is compared too.
    const start = same === 0 ? (starts[from] as number) : (ends[from + same - 1] as number);
    const end = ends[from + same + step - 1] as number;
    if (body.slice(start, end) === text.slice(start + shift, end + shift)) same += step;
  }
  return same;
}

function readFlag(text: string): { readonly name: string } | undefined {
  try {
    const flag = JSON.parse(text);
    return typeof flag.name === 'string' ? flag : undefined;
  } catch {
    return undefined;
  }
}

/** What stands around the list of flags; `undefined` when that is no object with the list that was found. */
function readRest(head: string, tail: string): object | undefined {
  try {
    const rest = JSON.parse(head + tail);
    return Array.isArray(rest.features) && rest.features.length === 0 ? rest : undefined;
  } catch {
    return undefined;
  }
}

/** Segments that say the same stay the same objects, so that the flags that use them need not be compiled again. */
function keepSegments(before: Payload['segments'], now: Payload['segments']): Payload['segments'] {
  return new Map(
    [...now].map(([id, segment]) => {
      const old = before.get(id);
      return [id, old && JSON.stringify(old) === JSON.stringify(segment) ? old : segment];
    }),
  );
}
