import type { VariantPayload } from './definitions';

/** What `getVariant` answers. Frozen: it is shared between callers. */
export interface Variant {
  /** The variant's name, `"disabled"` when there is none. */
  readonly name: string;
  /** Whether there is a variant. */
  readonly enabled: boolean;
  readonly payload?: VariantPayload;
  /** Whether the flag is on, with or without a variant. The spelling is the protocol's. */
  readonly feature_enabled: boolean;
}

/** Why an evaluation came out as it did: the part that does not depend on variants. */
export type Cause =
  | { readonly reason: 'strategy'; readonly strategy: { readonly index: number; readonly name: string } }
  | { readonly reason: 'parent'; readonly parent: string }
  | {
      readonly reason:
        | 'no-strategies'
        | 'no-match'
        | 'disabled'
        | 'malformed'
        | 'not-found'
        | 'not-ready'
        | 'error';
    };

/**
 * Why a flag is on or off, a closed set:
 * `strategy` one passed (index and name) · `no-strategies` on, it has none · `no-match` no strategy passed ·
 * `disabled` switched off · `parent` a flag it depends on is not as required · `malformed` its definition is broken ·
 * `not-found` unknown flag · `not-ready` no flags loaded yet · `error` a custom strategy threw and no other passed.
 */
export type Reason = Cause['reason'];

/** The record of one evaluation. Frozen, and shared between calls that come out the same. */
export type Evaluation = Cause & {
  /** The flag's name. */
  readonly flag: string;
  readonly enabled: boolean;
  readonly variant: Variant;
  /** Whether the flag asks for impression events (rule 30). */
  readonly impressionData: boolean;
  /** Set when the caller's fallback answered instead of the flag (rule 26). */
  readonly fallback?: true;
};
