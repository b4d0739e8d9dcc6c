import type { Context } from './context/context';
import type { FlagDefinition } from './definitions';
import type { Cause, Evaluation, Variant } from './evaluation';
import { type Decision, FLAG_OFF, FLAG_ON } from './flag-set';
import type { PickVariant } from './variants/compile-variants';

/** Makes the shared record of a flag that is off, and why. */
export const createOff = (definition: FlagDefinition, cause: Cause): Decision =>
  createDecision(definition, cause, false, undefined);

/** Makes the shared record of a flag that is on, and why; each variant's evaluation is made once. */
export const createOn = (
  definition: FlagDefinition,
  cause: Cause,
  pickVariant: PickVariant | undefined,
): Decision => createDecision(definition, cause, true, pickVariant);

function createDecision(
  { name, impressionData }: FlagDefinition,
  cause: Cause,
  enabled: boolean,
  pickVariant: PickVariant | undefined,
): Decision {
  const evaluationWith = (variant: Variant): Evaluation =>
    Object.freeze({ flag: name, enabled, variant, ...cause, impressionData: impressionData === true });
  const plain = evaluationWith(enabled ? FLAG_ON : FLAG_OFF);
  const complete = pickVariant === undefined ? () => plain : completeWith(pickVariant, evaluationWith, plain);
  return Object.freeze({ ...cause, enabled, complete });
}

function completeWith(
  pickVariant: PickVariant,
  evaluationWith: (variant: Variant) => Evaluation,
  plain: Evaluation,
): (context: Context) => Evaluation {
  const evaluations = new Map<Variant, Evaluation>();
  return (context) => {
    const variant = pickVariant(context);
    if (variant === undefined) return plain;
    let evaluation = evaluations.get(variant);
    if (evaluation === undefined) {
      evaluation = evaluationWith(variant);
      evaluations.set(variant, evaluation);
    }
    return evaluation;
  };
}
