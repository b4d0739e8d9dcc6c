import { watchStored } from '../fleet/watch-stored';
import { createSource } from './create-source';
import type { FlagSync, FlagSyncParts } from './flag-sync';
import { readStored } from './read-stored';
import { createServerObserver } from './server-observer';

/** Takes what is cached, then follows the server. */
export async function startFetching(parts: FlagSyncParts): Promise<FlagSync | undefined> {
  const { keeper } = parts;
  const stored = keeper && readStored(parts, keeper);
  await stored?.taken;
  if (parts.isStopped()) {
    stored?.stop();
    return undefined;
  }
  const source = createSource(parts).start(createServerObserver(parts));
  const watch = keeper && watchStored(keeper, parts.options.scheduler);
  return {
    refresh: source.refresh,
    setMode: source.setMode,
    stop() {
      stored?.stop();
      watch?.stop();
      source.stop();
    },
  };
}
