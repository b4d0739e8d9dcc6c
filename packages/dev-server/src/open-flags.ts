import { describeChanges } from './describe-changes';
import { readFlagsFile } from './file/read-flags-file';
import { watchFile } from './file/watch-file';
import { fromFlagsInput } from './input/from-flags-input';
import { jsonCopy } from './input/json-copy';
import { noOrigin } from './input/origin';
import type { DevServerLogger, ResolvedOptions } from './options';
import type { Contents } from './store/contents';
import { createFlagStore, type FlagStore } from './store/flag-store';

/** How many doubts about one state of the file are logged. */
const doubtLimit = 10;

/** Flags in a store that follows their file, where they come from one. */
export interface OpenFlags {
  readonly store: FlagStore;
  /** Stops following the file. */
  close(): void;
}

/**
 * Reads the flags that the options give, and follows their file. While following, a file that cannot be used costs one
 * line in the log and changes nothing.
 * @throws DevServerError when the first reading fails.
 */
export function openFlags({ file, input, watch, logger, deltaHistory }: ResolvedOptions): OpenFlags {
  if (file === undefined) {
    const contents = fromFlagsInput(jsonCopy(input), noOrigin);
    return { store: createFlagStore(contents, deltaHistory), close: () => undefined };
  }
  let store: FlagStore | undefined;
  // Watching starts before the first reading, so that no change falls between the two.
  const close = watch ? watchFile(file, () => store && reload(file, store, logger)) : () => undefined;
  try {
    store = createFlagStore(read(file, logger), deltaHistory);
    return { store, close };
  } catch (error) {
    close();
    throw error;
  }
}

function reload(file: string, store: FlagStore, logger: DevServerLogger): void {
  try {
    const changes = store.update(read(file, logger));
    if (changes.length > 0) logger.info(describeChanges(changes));
  } catch (error) {
    logger.warn(`${(error as Error).message} (still serving the flags from before)`);
  }
}

function read(file: string, logger: DevServerLogger): Contents {
  const { contents, doubts } = readFlagsFile(file);
  for (const doubt of doubts.slice(0, doubtLimit)) logger.warn(doubt);
  if (doubts.length > doubtLimit) logger.warn(`and ${doubts.length - doubtLimit} more of this kind`);
  return contents;
}
