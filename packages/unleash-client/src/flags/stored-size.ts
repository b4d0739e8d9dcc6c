import type { StoredSnapshot } from '@unleash-client/cache';
import { DEFAULT_LIMITS, type Limits, LONGEST_TEXT } from '../options/limits';

type SizeLimit = Pick<Limits, 'inflatedBytes'>;

/** Changes that follow a whole set of flags grow to twice its length before another takes their place. */
const GROWTH = 3;
/** What describes a stored text, in bytes; most need some hundred. */
const HEAD_BYTES = 100_000;

/** How many characters the body of stored flags may have. */
export const mostStored = ({ parts }: StoredSnapshot, { inflatedBytes }: SizeLimit): number =>
  parts === undefined ? inflatedBytes : GROWTH * inflatedBytes;

/** How large the files of the default cache may be, where answers may be larger than it expects. */
export const largestFile = ({ inflatedBytes }: SizeLimit): number | undefined =>
  inflatedBytes <= DEFAULT_LIMITS.inflatedBytes
    ? undefined
    : Math.min(LONGEST_TEXT, GROWTH * inflatedBytes + HEAD_BYTES);
