import { expected } from './describe';
import { locate, type ParseState, report } from './parse-state';
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

/** Whether all items pass. Every one is looked at, so that one run reports all. */
export function checkItems(
  list: readonly unknown[],
  key: string,
  isItem: (item: unknown, state: ParseState) => boolean,
  state: ParseState,
): boolean {
  let isSound = true;
  // A plain loop: this is where the time of parsing goes.
  for (let index = 0; index < list.length; index++) {
    const before = state.findings.length;
    if (!isItem(list[index], state)) isSound = false;
    if (state.findings.length > before) locate(state, before, key, index);
  }
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
  for (let index = 0; index < list.length; index++) {
    const before = state.findings.length;
    const parsed = parse(list[index], state);
    if (state.findings.length > before) locate(state, before, key, index);
    if (parsed !== list[index]) repaired ??= list.slice(0, index) as T[];
    repaired?.push(parsed);
  }
  return repaired ?? (list as readonly T[]);
}
