import type { Context } from './context/context';
import type { FlagDefinition } from './definitions';
import type { Cause, Evaluation, Variant } from './evaluation';
import { type Decision, FLAG_OFF, FLAG_ON } from './flag-set';
import type { PickVariant } from './variants/compile-variants';

/** Makes the shared record of a flag that is off, and why. */
export const createOff = (definition: FlagDefinition, cause: Cause): Decision =>
  new SharedDecision(definition, cause, false, undefined) as Decision;

/** Makes the shared record of a flag that is on, and why; each variant's evaluation is made once. */
export const createOn = (
  definition: FlagDefinition,
  cause: Cause,
  pickVariant: PickVariant | undefined,
): Decision => new SharedDecision(definition, cause, true, pickVariant) as Decision;

/** A class, since there are some for each flag: as objects with functions of their own they take three times the memory. */
class SharedDecision {
  readonly reason: Cause['reason'];
  readonly enabled: boolean;
  readonly #definition: FlagDefinition;
  readonly #cause: Cause;
  readonly #pickVariant: PickVariant | undefined;
  #plain: Evaluation | undefined;
  #byVariant: Map<Variant, Evaluation> | undefined;

  constructor(
    definition: FlagDefinition,
    cause: Cause,
    enabled: boolean,
    pickVariant: PickVariant | undefined,
  ) {
    this.reason = cause.reason;
    this.enabled = enabled;
    this.#definition = definition;
    this.#cause = cause;
    this.#pickVariant = pickVariant;
    Object.freeze(this);
  }

  get strategy() {
    return this.#cause.reason === 'strategy' ? this.#cause.strategy : undefined;
  }

  get parent() {
    return this.#cause.reason === 'parent' ? this.#cause.parent : undefined;
  }

  complete(context: Context): Evaluation {
    const variant = this.#pickVariant?.(context);
    if (variant === undefined) {
      this.#plain ??= this.#evaluationWith(this.enabled ? FLAG_ON : FLAG_OFF);
      return this.#plain;
    }
    this.#byVariant ??= new Map();
    let evaluation = this.#byVariant.get(variant);
    if (evaluation === undefined) {
      evaluation = this.#evaluationWith(variant);
      this.#byVariant.set(variant, evaluation);
    }
    return evaluation;
  }

  #evaluationWith(variant: Variant): Evaluation {
    const { name, impressionData } = this.#definition;
    return Object.freeze({
      flag: name,
      enabled: this.enabled,
      variant,
      ...this.#cause,
      impressionData: impressionData === true,
    });
  }
}
