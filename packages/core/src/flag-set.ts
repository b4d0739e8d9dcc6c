import type { CompiledStrategy } from './compile-strategy';
import type { Context } from './context/context';
import type { FlagDefinition, Payload } from './definitions';
import type { Cause, Evaluation, Variant } from './evaluation';

/** How a flag came out before its variant is picked. Frozen and shared, so that asking costs no allocation. */
export type Decision = Cause & {
  readonly enabled: boolean;
  /** The evaluation of this decision in a context: the decision itself plus its variant. */
  readonly complete: (context: Context) => Evaluation;
};

/** A flag ready to be asked. */
export interface CompiledFlag<Tag = undefined> {
  readonly definition: FlagDefinition;
  /** What the `tag` option returned for this flag. */
  readonly tag: Tag;
  /** On or off, and why; picks no variant. Never throws for a context that is an object. */
  readonly decide: (context: Context) => Decision;
  /** What `decide` answers whatever the context, where no context can change it: known without asking. */
  readonly constant: Decision | undefined;
  /** Its strategies with their constraints, for `explain`; `null` stands for a malformed one. */
  readonly strategies: readonly (CompiledStrategy | null)[];
}

/** What a flag set has under a name that is no flag. */
export interface AbsentFlag<Tag = undefined> {
  readonly definition: undefined;
  /** What the `absentTag` option returned for this name. */
  readonly tag: Tag | undefined;
}

/** An immutable set of flags. Each is compiled on its first use. */
export interface FlagSet<Tag = undefined> {
  readonly payload: Payload;
  /** The flag, or `undefined` when the payload has none of that name. */
  get(name: string): CompiledFlag<Tag> | undefined;
  /** The flag, or what stands for one when the payload has none of that name: with its tag, in one look. */
  find(name: string): CompiledFlag<Tag> | AbsentFlag<Tag>;
  /** The flags that have been used so far. */
  compiled(): Iterable<[name: string, flag: CompiledFlag<Tag>]>;
}

/** The answer of flags that are off. */
export const FLAG_OFF: Variant = Object.freeze({ name: 'disabled', enabled: false, feature_enabled: false });

/** The answer of flags that are on and have no variant. */
export const FLAG_ON: Variant = Object.freeze({ name: 'disabled', enabled: false, feature_enabled: true });
