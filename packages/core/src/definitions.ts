/** The operators a constraint may use, as servers spell them. */
export type Operator =
  | 'IN'
  | 'NOT_IN'
  | 'STR_STARTS_WITH'
  | 'STR_ENDS_WITH'
  | 'STR_CONTAINS'
  | 'NUM_EQ'
  | 'NUM_GT'
  | 'NUM_GTE'
  | 'NUM_LT'
  | 'NUM_LTE'
  | 'DATE_AFTER'
  | 'DATE_BEFORE'
  | 'SEMVER_EQ'
  | 'SEMVER_GT'
  | 'SEMVER_GTE'
  | 'SEMVER_LT'
  | 'SEMVER_LTE'
  | 'REGEX'
  | 'IN_CIDR';

/** A field that servers may leave out or send as `null`; both mean the same. */
type Optional<T> = T | null | undefined;

/** A condition on one context field, as the server sends it. */
export interface ConstraintDefinition {
  /** The field; absent or empty means `currentTime` for the date operators. */
  readonly contextName?: Optional<string>;
  readonly operator: Operator;
  /** What `IN`, `NOT_IN`, `STR_*` and `IN_CIDR` compare with. */
  readonly values?: Optional<readonly string[]>;
  /** What `NUM_*`, `DATE_*`, `SEMVER_*` and `REGEX` compare with. */
  readonly value?: Optional<string>;
  readonly inverted?: Optional<boolean>;
  readonly caseInsensitive?: Optional<boolean>;
}

/** Constraints under an id that strategies of many flags share. */
export interface SegmentDefinition {
  readonly id: number;
  readonly name?: Optional<string>;
  readonly constraints?: Optional<readonly ConstraintDefinition[]>;
}

/** What a variant carries besides its name. `value` is always a text; `type` says how to read it. */
export interface VariantPayload {
  /** `string`, `json`, `csv` or `number` on today's servers. */
  readonly type: string;
  readonly value: string;
}

/** Contexts that get a variant whatever the hash says. */
export interface OverrideDefinition {
  readonly contextName: string;
  readonly values: readonly string[];
}

/** One of several shapes a flag can take. `weight` is its share of the sum of all weights. */
export interface VariantDefinition {
  readonly name: string;
  readonly weight: number;
  readonly stickiness?: Optional<string>;
  readonly payload?: Optional<VariantPayload>;
  readonly overrides?: Optional<readonly OverrideDefinition[]>;
}

/** Parameters arrive as texts; numbers and booleans of hand-written flags read as their text. */
export type ParametersDefinition = Readonly<Record<string, Optional<string | number | boolean>>>;

/** One way for a flag to be on. */
export interface StrategyDefinition {
  readonly name: string;
  readonly parameters?: Optional<ParametersDefinition>;
  readonly constraints?: Optional<readonly ConstraintDefinition[]>;
  /** Ids of segments, all of which must hold. */
  readonly segments?: Optional<readonly number[]>;
  readonly variants?: Optional<readonly VariantDefinition[]>;
}

/** Another flag that must be on (or off) first. */
export interface DependencyDefinition {
  readonly feature: string;
  /** Whether the parent must be on; defaults to `true`. */
  readonly enabled?: Optional<boolean>;
  /** The parent must have one of these variants; empty or absent means any. */
  readonly variants?: Optional<readonly string[]>;
}

/** A flag as the server describes it, validated by {@link parsePayload}; keys this library does not know are kept. */
export interface FlagDefinition {
  readonly name: string;
  readonly enabled: boolean;
  /** `release`, `experiment`, `operational`, `kill-switch` or `permission` on today's servers. */
  readonly type?: Optional<string>;
  readonly project?: Optional<string>;
  readonly impressionData?: Optional<boolean>;
  /** `null` in the list stands for a strategy that was malformed: it never passes (rule 27). */
  readonly strategies?: Optional<readonly (StrategyDefinition | null)[]>;
  readonly variants?: Optional<readonly VariantDefinition[]>;
  readonly dependencies?: Optional<readonly DependencyDefinition[]>;
}

/** Everything an evaluation can need: the validated form of what a server, a cache or a bootstrap delivered. */
export interface Payload {
  readonly flags: ReadonlyMap<string, FlagDefinition>;
  /** Names of flags that were malformed. They are in `flags` too, stripped and off (rule 27). */
  readonly malformed: ReadonlySet<string>;
  /** `null` stands for a segment that was malformed: strategies that use it never pass. */
  readonly segments: ReadonlyMap<number, SegmentDefinition | null>;
  /** Whether any constraint uses `REGEX`, so that a regular expression engine is worth loading. */
  readonly usesRegex: boolean;
}
