import type { Change } from './change';
import type { StoredFlag } from './contents';

/** A change as history keeps it: with what filters must know of the flag, which is more than travels. */
export interface Step {
  readonly change: Change;
  /** The flag before the change; `undefined` for a flag that is new, and for segments. */
  readonly before: StoredFlag | undefined;
  /** The flag after the change; `undefined` for a flag that is gone, and for segments. */
  readonly after: StoredFlag | undefined;
}
