/** A JSON object whose values nobody has looked at yet. */
export type Node = Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Servers leave out what is not set, or send `null`; both mean absent. */
export const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

export const isOptionalBoolean = (value: unknown): boolean => typeof value === 'boolean' || isAbsent(value);

export const isOptionalString = (value: unknown): boolean => typeof value === 'string' || isAbsent(value);

export function isListOf<T>(list: unknown, is: (item: unknown) => item is T): list is readonly T[] {
  if (!Array.isArray(list)) return false;
  for (let index = 0; index < list.length; index++) if (!is(list[index])) return false;
  return true;
}

export const isString = (value: unknown): value is string => typeof value === 'string';

export const isNumber = (value: unknown): value is number => typeof value === 'number';
