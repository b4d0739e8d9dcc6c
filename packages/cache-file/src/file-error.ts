const LONGEST_PATH = 300;

/** The system's code of an error, such as `ENOENT`. */
export const codeOf = (error: unknown): unknown => (error as { readonly code?: unknown } | undefined)?.code;

/** A path as messages show it: of a long one the end. */
export const showPath = (path: string): string =>
  path.length <= LONGEST_PATH ? path : `…${path.slice(-LONGEST_PATH)}`;

/** Says what could not be done with which file, and why; the system's error is the cause. */
export function fileError(action: string, path: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message.slice(0, LONGEST_PATH) : String(cause);
  return new Error(`cannot ${action} ${showPath(path)}: ${reason}`, { cause });
}
