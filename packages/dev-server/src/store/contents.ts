import type { FlagDefinition, SegmentDefinition } from '@unleash-client/core';
import type { FlagForm } from '../input/conversion';
import type { Node } from '../input/expect-node';
import type { Path } from '../input/path';

/** A flag as it is served, with what it was made of. */
export interface StoredFlag {
  /** The wire form. */
  readonly definition: FlagDefinition;
  /** `type:value`; servers filter by tags and do not send them. */
  readonly tags: readonly string[];
  /** How it was written, so that a patch of one key can be applied. */
  readonly source: Node;
  readonly form: FlagForm;
  /** Where it was written. */
  readonly path: Path;
}

/** All that one dev server serves. */
export interface Contents {
  readonly flags: ReadonlyMap<string, StoredFlag>;
  readonly segments: ReadonlyMap<number, SegmentDefinition>;
}
