/** Where each flag stands in a text of all flags: from its brace to behind its other brace, in the order of the text. */
export interface FlagPlaces {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

const QUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** How the list of flags begins where servers print without blanks. */
const LIST = '"features":[';

/**
 * Finds the flags in a text that `JSON.parse` has read, without reading it again; `undefined` when it is not printed as
 * servers print it, or there are not as many as expected.
 */
export function findFlags(text: string, count: number): FlagPlaces | undefined {
  if (count === 0) return undefined;
  const list = text.indexOf(LIST) + LIST.length;
  // Closed here it must be a whole, else this is not the list of the outermost object.
  if (list < LIST.length || !isEmptyList(`${text.slice(0, list)}]}`)) return undefined;
  const starts: number[] = [];
  const ends: number[] = [];
  let at = list;
  while (starts.length < count) {
    const end = findEnd(text, at);
    if (end === undefined) return undefined;
    starts.push(at);
    ends.push(end);
    if (text.charCodeAt(end) !== (starts.length === count ? CLOSE_BRACKET : COMMA)) return undefined;
    at = end + 1;
  }
  return { starts, ends };
}

/** Whether a text is an object with an empty list of flags. */
function isEmptyList(text: string): boolean {
  try {
    const { features } = JSON.parse(text);
    return Array.isArray(features) && features.length === 0;
  } catch {
    return false;
  }
}

/** Where the object that begins here ends; `undefined` when none does. */
export function findEnd(text: string, start: number): number | undefined {
  if (text.charCodeAt(start) !== OPEN_BRACE) return undefined;
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      at = findQuote(text, at);
    } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      depth += 1;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

/** Where the string that begins here ends: at its other quote, or at the end of the text. */
function findQuote(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at;
    if (unit === BACKSLASH) at += 1;
  }
  return text.length;
}

/** Whether another flag follows behind the one that ends here, or none; `undefined` for anything else. */
export function hasNext(text: string, end: number): boolean | undefined {
  const unit = text.charCodeAt(end);
  return unit === COMMA ? true : unit === CLOSE_BRACKET ? false : undefined;
}
