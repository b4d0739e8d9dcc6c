/** How often a flag came out on and off, and how often each of its variants was handed out. */
export interface FlagUsage {
  readonly yes: number;
  readonly no: number;
  /** Times by variant name; empty when no variant was asked for. */
  readonly variants: ReadonlyMap<string, number>;
}

/** A flag's name with its usage. */
export type CountedFlag = readonly [name: string, usage: FlagUsage];

/** What was counted in a stretch of time. */
export interface Usage {
  /** When counting began, in milliseconds since 1970. */
  readonly start: number;
  /** When it ended, in milliseconds since 1970. */
  readonly stop: number;
  /** Each flag once. */
  readonly flags: readonly CountedFlag[];
}
