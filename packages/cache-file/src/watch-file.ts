import { lstat } from 'node:fs/promises';
import { codeOf } from './file-error';

/** Looks at one file now and then. */
export interface FileWatch {
  /** Looks at once. */
  look(): void;
  stop(): void;
}

/** Followers hear of a new file within a second. */
const INTERVAL_MS = 400;
/** By which file times may lag behind the clock, in milliseconds; both come from the same machine. */
const TIME_GRAIN_MS = 20;

const ABSENT = 'absent';
const OUT_OF_REACH = 'out of reach';

/**
 * Calls `changed` when a file appears, is replaced or deleted, or may have been while it was out of reach. Does not hold
 * the process.
 */
export function watchFile(path: string, changed: () => void): FileWatch {
  const startedAt = Date.now();
  let known: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;
  let isOutdated = false;
  let isStopped = false;

  const inspect = async () => {
    const seen = await versionOf(path);
    if (isStopped) return;
    // Nobody knows what the first look would have seen a moment earlier.
    const isNew = known === undefined ? seen.changedAt >= startedAt - TIME_GRAIN_MS : seen.version !== known;
    known = seen.version;
    if (isNew && known !== OUT_OF_REACH) changed();
  };
  const look = async () => {
    isOutdated = true;
    if (isLooking) return;
    isLooking = true;
    clearTimeout(timer);
    while (isOutdated && !isStopped) {
      isOutdated = false;
      await inspect();
    }
    isLooking = false;
    if (!isStopped) timer = setTimeout(look, INTERVAL_MS).unref();
  };
  void look();

  return {
    look: () => void look(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

interface Seen {
  readonly version: string;
  /** In milliseconds since 1970. */
  readonly changedAt: number;
}

async function versionOf(path: string): Promise<Seen> {
  try {
    const { ino, size, mtimeNs, ctimeNs, ctimeMs } = await lstat(path, { bigint: true });
    return { version: `${ino} ${size} ${mtimeNs} ${ctimeNs}`, changedAt: Number(ctimeMs) };
  } catch (error) {
    return { version: codeOf(error) === 'ENOENT' ? ABSENT : OUT_OF_REACH, changedAt: 0 };
  }
}
