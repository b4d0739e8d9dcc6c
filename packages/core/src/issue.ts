/** Kinds of {@link Issue}, a closed set. */
export type IssueKind =
  | 'malformed'
  | 'unknown-event'
  | 'unknown-strategy'
  | 'missing-parent'
  | 'missing-segment'
  | 'strategy-failed'
  | 'context-value';

/** Something that could not be used. The rest serves; this part fails alone (rule 27). */
export interface Issue {
  readonly kind: IssueKind;
  /** Where: `features[3].strategies[0].constraints` in a payload, `features["checkout"].strategies[0]` in a flag set. */
  readonly path: string;
  /** What was wrong, for people; less than 1 kB. */
  readonly message: string;
  /** What a custom strategy threw, where that is what happened. */
  readonly cause?: unknown;
}
