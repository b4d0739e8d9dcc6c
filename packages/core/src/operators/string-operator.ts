import type { ConstraintDefinition } from '../definitions';

type Relation = (text: string, value: string) => boolean;

const relations: Readonly<Record<string, Relation>> = {
  STR_STARTS_WITH: (text, value) => text.startsWith(value),
  STR_ENDS_WITH: (text, value) => text.endsWith(value),
  STR_CONTAINS: (text, value) => text.includes(value),
};

/** `STR_*`: any of the values; an empty value never matches; without case through Unicode lower case (rule 14). */
export function compileString(definition: ConstraintDefinition): (text: string) => boolean {
  const relates = relations[definition.operator] as Relation;
  const values = (definition.values ?? []).filter((value) => value !== '');
  if (definition.caseInsensitive !== true) return (text) => values.some((value) => relates(text, value));
  const lowered = values.map((value) => value.toLowerCase());
  return (text) => {
    const lower = text.toLowerCase();
    return lowered.some((value) => relates(lower, value));
  };
}
