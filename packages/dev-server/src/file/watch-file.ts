import { statSync } from 'node:fs';

/** How often a watched file is looked at, in milliseconds. A change is told after at most two looks. */
const defaultIntervalMs = 100;

/**
 * Calls `changed` when a file was written, replaced, removed or has come back, once it has stayed the same for one
 * look. Changes count from the moment of this call. Returns its own undo; does not keep the process alive.
 */
export function watchFile(path: string, changed: () => void, intervalMs = defaultIntervalMs): () => void {
  let told = signatureOf(path);
  let seen = told;
  // Looking is what works everywhere: notices by the system miss network drives, containers' mounts and links.
  const timer = setInterval(() => {
    const previous = seen;
    seen = signatureOf(path);
    // A file that is still being written is not read half.
    if (seen !== previous || seen === told) return;
    told = seen;
    changed();
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

function signatureOf(path: string): string {
  try {
    const stat = statSync(path, { bigint: true });
    return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
