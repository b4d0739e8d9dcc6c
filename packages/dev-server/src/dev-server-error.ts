import { formatPath, type Path } from './input/path';

/**
 * Why a dev server could not do what it was asked to, a closed set: `INVALID_OPTIONS` an option is unknown or wrong ·
 * `INVALID_FLAGS` flags of the wrong shape · `UNREADABLE_FILE` the flags file cannot be read · `UNKNOWN_FLAG` no flag
 * of that name · `PORT_IN_USE` and `LISTEN_FAILED` the address cannot be listened on.
 */
export type DevServerErrorCode =
  | 'INVALID_OPTIONS'
  | 'INVALID_FLAGS'
  | 'UNREADABLE_FILE'
  | 'UNKNOWN_FLAG'
  | 'PORT_IN_USE'
  | 'LISTEN_FAILED';

/** The one error of this package. Its message is meant for people and never holds a token. */
export class DevServerError extends Error {
  override readonly name = 'DevServerError';
  readonly code: DevServerErrorCode;
  /** The node that is wrong, for `INVALID_FLAGS`; the message says it too. */
  readonly path: Path | undefined;

  constructor(
    code: DevServerErrorCode,
    message: string,
    { path, cause }: { path?: Path; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.path = path;
  }
}

/** An `INVALID_FLAGS` error that starts with the path of the node. */
export const invalidFlags = (path: Path, message: string): DevServerError =>
  new DevServerError('INVALID_FLAGS', path.length === 0 ? message : `${formatPath(path)}: ${message}`, {
    path,
  });
