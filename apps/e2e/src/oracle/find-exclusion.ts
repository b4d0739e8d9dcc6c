import type { FlagDefinition, Payload } from '@unleash-client/core';
import { constraintsOf, fieldsComparedBy, hashedId, hashingsOf, isRandom } from './flag-facts';
import type { PlaygroundAnswer } from './playground-answer';
import { fieldOf, type ServerContext } from './server-context';
import { garbledFields, isAscii } from './utf8-oracle';

/** Why the playground's answer for a flag says nothing about ours. */
export type ExclusionReason =
  | 'strategy that the playground does not know'
  | 'parent that must be off'
  | 'IN without case'
  | 'STR value with blanks around it'
  | 'chance decides'
  | 'non-ASCII id both hashed and compared';

/** What is left out: the flag, or only which variant it has. */
export interface Exclusion {
  readonly reason: ExclusionReason;
  readonly part: 'flag' | 'variant';
}

/**
 * Finds out whether the playground can be the judge of a flag in a context. What it leaves out is what the playground
 * cannot know, leaves to chance, or is known to get wrong; a flag with parents is as comparable as they are.
 */
export const findExclusion = (
  flag: FlagDefinition,
  context: ServerContext,
  payload: Payload,
  answer: PlaygroundAnswer,
): Exclusion | undefined => {
  const own = findOwn(flag, context, payload, answer);
  if (own?.part === 'flag') return own;
  for (const { feature, variants } of flag.dependencies ?? []) {
    const parent = payload.flags.get(feature);
    const theirs = parent && findOwn(parent, context, payload, answer);
    if (theirs === undefined) continue;
    if (theirs.part === 'flag' || (variants ?? []).length > 0) return { ...theirs, part: 'flag' };
  }
  return own;
};

const findOwn = (
  flag: FlagDefinition,
  context: ServerContext,
  payload: Payload,
  answer: PlaygroundAnswer,
): Exclusion | undefined => {
  const whole = (reason: ExclusionReason): Exclusion => ({ reason, part: 'flag' });
  if (answer.get(flag.name)?.isUnknown === true) return whole('strategy that the playground does not know');
  if (flag.dependencies?.some((parent) => parent.enabled === false)) return whole('parent that must be off');
  const constraints = constraintsOf(flag, payload);
  if (constraints.some(({ operator, caseInsensitive }) => caseInsensitive && /^(NOT_)?IN$/.test(operator))) {
    return whole('IN without case');
  }
  if (constraints.some(({ operator, values }) => operator.startsWith('STR_') && values?.some(isPadded))) {
    return whole('STR value with blanks around it');
  }
  const hashings = hashingsOf(flag);
  const chances = hashings.filter((hashing) => isRandom(hashing, context));
  if (chances.some((hashing) => hashing.decides === 'flag')) return whole('chance decides');
  if (hashings.some((hashing) => !isAscii(hashedId(hashing, context)))) {
    const isCompared = fieldsComparedBy(flag, payload).some(
      (field) => garbledFields.includes(field) && !isAscii(fieldOf(context, field)),
    );
    if (isCompared) return whole('non-ASCII id both hashed and compared');
  }
  return chances.length > 0 ? { reason: 'chance decides', part: 'variant' } : undefined;
};

const isPadded = (value: string): boolean => value !== value.trim();
