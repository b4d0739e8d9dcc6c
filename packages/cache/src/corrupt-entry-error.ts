const CODE = 'CORRUPT_ENTRY';

/**
 * What a cache throws from `get` for content that it cannot hand out: cut off, of another format, of another owner. The
 * client reports it once and goes on as if there were nothing; any other error counts as an outage of the cache.
 */
export class CorruptEntryError extends Error {
  override readonly name = 'CorruptEntryError';
  readonly code = CODE;
}

/** Whether something thrown is a {@link CorruptEntryError}, of this copy of the library or of another. */
export const isCorruptEntry = (thrown: unknown): boolean =>
  thrown instanceof Error && (thrown as { readonly code?: unknown }).code === CODE;
