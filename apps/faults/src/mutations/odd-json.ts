const repeat = (text: string, times: number): string => text.repeat(times);

/** Deep enough for everything that calls itself for each level. */
const DEPTH = 10_000;
/** In characters; three bytes each. */
const LONG = 350_000;

/**
 * What stands where something else belongs, as JSON texts: some cannot be printed by `JSON.stringify`, or only as
 * something else.
 */
export const oddJson: ReadonlyMap<string, string> = new Map([
  ['null', 'null'],
  ['true', 'true'],
  ['false', 'false'],
  ['zero', '0'],
  ['minus zero', '-0'],
  ['minus one', '-1'],
  ['a fraction', '0.5'],
  ['the largest number', '1e308'],
  ['a number beyond numbers', '1e999'],
  ['an empty text', '""'],
  ['a text', '"odd"'],
  ['a text of blanks', '"  \\t "'],
  ['NaN as text', '"NaN"'],
  ['a date as text', '"2026-11-24T12:00:00Z"'],
  ['half a pattern', '"("'],
  ['__proto__ as text', '"__proto__"'],
  ['half a character', '"\\ud800"'],
  ['a megabyte of text', `"${repeat('€', LONG)}"`],
  ['an empty list', '[]'],
  ['a list of null', '[null]'],
  ['a list of texts', '["odd","odd"]'],
  ['a list of lists', '[[[]]]'],
  ['lists in lists', repeat('[', DEPTH) + repeat(']', DEPTH)],
  ['an empty object', '{}'],
  ['an object with a length', '{"length":3,"name":"odd","enabled":true}'],
  ['an own __proto__', '{"__proto__":{"enabled":true,"odd":true}}'],
  ['an own constructor', '{"constructor":{"prototype":{"odd":true}},"toString":null,"toJSON":7}'],
  ['objects in objects', `${repeat('{"a":', DEPTH)}1${repeat('}', DEPTH)}`],
]);
