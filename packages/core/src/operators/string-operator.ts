import type { ConstraintDefinition } from '../definitions';

type Relation = (text: string, value: string) => boolean;

const relations: Readonly<Record<string, Relation>> = {
  STR_STARTS_WITH: (text, value) => text.startsWith(value),
  STR_ENDS_WITH: endsWith,
  STR_CONTAINS: (text, value) => text.includes(value),
};

/** `STR_*`: any of the values; an empty value never matches; without case through Unicode lower case (rule 14). */
export function compileString(definition: ConstraintDefinition): (text: string) => boolean {
  const relates = relations[definition.operator] as Relation;
  const values = (definition.values ?? []).filter((value) => value !== '');
  if (definition.caseInsensitive !== true) return (text) => relatesToAny(text, values, relates);
  const lowered = values.map((value) => value.toLowerCase());
  return (text) => relatesToAny(text.toLowerCase(), lowered, relates);
}

/** A loop, since `some` would make a function on every call. */
function relatesToAny(text: string, values: readonly string[], relates: Relation): boolean {
  for (let index = 0; index < values.length; index++) {
    if (relates(text, values[index] as string)) return true;
  }
  return false;
}

/** As the built-in method, which V8 does not compile into its caller: that takes three times as long for short values. */
function endsWith(text: string, value: string): boolean {
  const start = text.length - value.length;
  if (start < 0) return false;
  for (let index = value.length - 1; index >= 0; index--) {
    if (text.charCodeAt(start + index) !== value.charCodeAt(index)) return false;
  }
  return true;
}
