import { UnleashError } from './unleash-error';

/** How large an answer may be; reading stops at the first byte over either limit. */
export interface BodyLimits {
  /** Bytes on the wire, compressed as they may be. */
  readonly responseBytes: number;
  /** Bytes after inflating. */
  readonly inflatedBytes: number;
}

const FIFTY_MEGABYTES = 50 * 1024 * 1024;

/**
 * 50 MB each: far above any sane set of flags, far below what hurts a server. The wire has a limit of its own because
 * compressed bytes without end can inflate to nothing.
 */
export const DEFAULT_BODY_LIMITS: BodyLimits = Object.freeze({
  responseBytes: FIFTY_MEGABYTES,
  inflatedBytes: FIFTY_MEGABYTES,
});

/** What an answer over a limit is refused with. */
export const tooLarge = (limit: keyof BodyLimits, bytes: number): UnleashError => {
  const where = limit === 'responseBytes' ? 'on the wire' : 'after inflating';
  return new UnleashError(
    'TOO_LARGE',
    `the answer has more than ${bytes} bytes ${where}, the limit ${limit}`,
  );
};
