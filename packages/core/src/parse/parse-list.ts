import { expected } from './describe';
import { type ParseState, report } from './parse-state';
import { isAbsent } from './shapes';

/**
 * Whether `list` under `key` is absent, or a list all of whose items pass `isItem`, which reports those that do not.
 * Every item is looked at, so that one run reports all that is wrong.
 */
export function isOptionalListOf(
  list: unknown,
  key: string,
  isItem: (item: unknown, state: ParseState) => boolean,
  state: ParseState,
): boolean {
  if (isAbsent(list)) return true;
  if (!Array.isArray(list)) {
    report(state, expected('a list', list), key);
    return false;
  }
  return mapItems(list, key, isItem, state).every((ok) => ok);
}

/** Maps the items of a list with the parser's path at each. */
export function mapItems<T>(
  list: readonly unknown[],
  key: string,
  parse: (item: unknown, state: ParseState) => T,
  state: ParseState,
): T[] {
  state.path.push(key, 0);
  const parsed = list.map((item, index) => {
    state.path[state.path.length - 1] = index;
    return parse(item, state);
  });
  state.path.length -= 2;
  return parsed;
}
