import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { DevServerError } from '../dev-server-error';
import { type FlagsReading, parseFlagsText } from './parse-flags-text';

/**
 * Reads a flags file, YAML or JSON, whatever its name ends in.
 * @throws DevServerError `UNREADABLE_FILE` or `INVALID_FLAGS`, with the file's name and where there is one the line.
 */
export function readFlagsFile(path: string): FlagsReading {
  return parseFlagsText(readText(path), basename(path));
}

const reasons = new Map([
  ['ENOENT', 'there is no such file'],
  ['EISDIR', 'it is a folder'],
  ['EACCES', 'reading it is not allowed'],
]);

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = reasons.get(code ?? '') ?? message;
    throw new DevServerError('UNREADABLE_FILE', `the flags file ${path} cannot be read: ${reason}`, {
      cause,
    });
  }
}
