import { formatSnapshot, type StoredSnapshot } from '@unleash-client/cache';
import { bodyOf } from './body-of.testing';
import type { FlagDraft } from './features-of.testing';

/** What a cache holds after a client has fetched these flags. */
export const storedText = (flags: readonly FlagDraft[], head: Partial<StoredSnapshot> = {}): string =>
  formatSnapshot({ body: bodyOf(...flags), savedAt: 1_795_000_000_000, source: 'server', ...head });
