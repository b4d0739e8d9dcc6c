import type {
  ConstraintDefinition,
  DependencyDefinition,
  FlagDefinition,
  Operator,
  OverrideDefinition,
  SegmentDefinition,
  StrategyDefinition,
  VariantDefinition,
} from '@unleash-client/core';

/** A value that becomes a text on the wire. */
export type Text = string | number | boolean;

/** What a field must be: one of these values, or operators with their operands, all of which must hold. */
export type ConditionInput =
  | Text
  | readonly Text[]
  | ({ readonly [O in Operator]?: Text | readonly Text[] } & {
      readonly inverted?: boolean;
      readonly caseInsensitive?: boolean;
    });

/** Conditions by context field (`{ country: ['SE', 'NO'], age: { NUM_GTE: 18 } }`), or a list in wire form. */
export type ConstraintsInput = Readonly<Record<string, ConditionInput>> | readonly ConstraintDefinition[];

/** A variant under its name: its weight, or more about it. */
export interface VariantInput {
  /** A share of the sum of all weights; defaults to 1. */
  readonly weight?: number;
  /** A text, a number, or any object or list, which travels as JSON; or `{ type, value }`. */
  readonly payload?: unknown;
  readonly stickiness?: string;
  readonly overrides?: readonly OverrideDefinition[];
}

/** Variants by name, a list of names that share equally, or a list in wire form. */
export type VariantsInput =
  | Readonly<Record<string, number | VariantInput>>
  | readonly (string | VariantDefinition)[];

/** What a flag and a strategy can both say about a gradual rollout. */
export interface RolloutInput {
  /** Percentage from 0 to 100; defaults to 100. */
  readonly rollout?: number;
  /** The context field that decides who is in; defaults to `default`: user, else session, else chance. */
  readonly stickiness?: string;
  /** Flags of one group turn on for the same users; defaults to the flag's name. */
  readonly groupId?: string;
  readonly constraints?: ConstraintsInput;
  /** Names or ids of segments, all of which must hold. */
  readonly segments?: readonly (string | number)[];
}

/** A strategy: a gradual rollout unless it has another `name`. */
export interface StrategyInput extends RolloutInput {
  readonly name?: string;
  readonly title?: string;
  /** Lists are joined with commas. */
  readonly parameters?: Readonly<Record<string, Text | readonly Text[]>>;
  readonly variants?: VariantsInput;
}

/** A flag in shorthand. `{}` is a flag that is on for everybody. */
export interface FlagInput extends RolloutInput {
  /** Defaults to `true`. */
  readonly enabled?: boolean;
  /** In place of one gradual rollout. */
  readonly strategies?: readonly (string | StrategyInput | StrategyDefinition)[];
  readonly variants?: VariantsInput;
  /** Flags that must be on, or more exactly which of their variants. */
  readonly dependencies?: readonly (string | DependencyDefinition)[];
  /** Defaults to `release`. */
  readonly type?: string;
  /** Defaults to `default`. */
  readonly project?: string;
  readonly description?: string | null;
  /** `type:value`, such as `simple:backend`. */
  readonly tags?: readonly string[];
  readonly impressionData?: boolean;
  readonly stale?: boolean;
}

/** Constraints by segment name, numbered from 1 in their order; or a list in wire form. */
export type SegmentsInput = Readonly<Record<string, ConstraintsInput>> | readonly SegmentInput[];

/** A segment in wire form, though its constraints may be in shorthand. */
export type SegmentInput = Omit<SegmentDefinition, 'constraints'> & {
  readonly constraints?: ConstraintsInput | null | undefined;
};

/** Flags in shorthand, by name. */
export interface FlagsShorthand {
  readonly flags: Readonly<Record<string, boolean | FlagInput>>;
  readonly segments?: SegmentsInput;
}

/** Flags in wire form: what a server answers to `GET /api/client/features`. */
export interface FlagsWireForm {
  readonly features: readonly (FlagDefinition & { readonly tags?: readonly string[] })[];
  readonly segments?: SegmentsInput;
  readonly version?: number;
  readonly [key: string]: unknown;
}

/** What a flags file can hold, as an object. */
export type FlagsInput = FlagsShorthand | FlagsWireForm;

/** A flag with its name, in shorthand or in wire form. */
export type NamedFlagInput = { readonly name: string } & (FlagInput | FlagDefinition);
