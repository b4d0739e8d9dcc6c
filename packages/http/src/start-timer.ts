import { clampDelay } from './clamp-delay';

/**
 * Runs `task` once after `delayMs` milliseconds; the answer calls it off. With `holdsProcess: false` a process that
 * has nothing else to do ends without waiting for it.
 */
export function startTimer(
  delayMs: number,
  task: () => void,
  { holdsProcess }: { holdsProcess: boolean },
): () => void {
  const timer: unknown = setTimeout(task, clampDelay(delayMs));
  // A timer is an object on Node, Bun and Deno, a number without `unref` elsewhere.
  if (!holdsProcess) (timer as { unref?: () => void }).unref?.();
  return () => clearTimeout(timer as number);
}
