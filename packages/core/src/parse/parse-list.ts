import { expected } from './describe';
import { type ParseState, report } from './parse-state';
import { isAbsent } from './shapes';

/**
 * Whether `list` under `key` is absent, or a list all of whose items pass `isItem`, which reports those that do not.
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
  return checkItems(list, key, isItem, state);
}

/** Whether all items pass. Every one is looked at, with the parser's path at it, so that one run reports all. */
export function checkItems(
  list: readonly unknown[],
  key: string,
  isItem: (item: unknown, state: ParseState) => boolean,
  state: ParseState,
): boolean {
  const { path } = state;
  let isSound = true;
  path.push(key, 0);
  // A plain loop: this is where the time of parsing goes, and nearly all items are sound.
  for (let index = 0; index < list.length; index++) {
    path[path.length - 1] = index;
    if (!isItem(list[index], state)) isSound = false;
  }
  path.length -= 2;
  return isSound;
}

/** Parses each item; returns the same list when each comes out as the object it was. */
export function repairItems<T>(
  list: readonly unknown[],
  key: string,
  parse: (item: unknown, state: ParseState) => T,
  state: ParseState,
): readonly T[] {
  let repaired: T[] | undefined;
  let index = 0;
  const isKept = (item: unknown) => {
    const parsed = parse(item, state);
    if (parsed !== item) repaired ??= list.slice(0, index) as T[];
    repaired?.push(parsed);
    index += 1;
    return true;
  };
  checkItems(list, key, isKept, state);
  return repaired ?? (list as readonly T[]);
}
