import type { Trial } from './tally';

/** Counts what nobody catches: rejections, exceptions in timers and sockets. Returns its undo. */
export function watchProcess(trial: Trial): () => void {
  const rejected = (reason: unknown) => trial.threw('a promise that nobody awaits', reason);
  const thrown = (error: unknown) => trial.threw('a timer or a socket', error);
  process.on('unhandledRejection', rejected);
  process.on('uncaughtException', thrown);
  return () => {
    process.off('unhandledRejection', rejected);
    process.off('uncaughtException', thrown);
  };
}
