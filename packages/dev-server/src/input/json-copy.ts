import { DevServerError } from '../dev-server-error';

/**
 * What is left of a value on its way through JSON: a copy that nobody else holds, of exactly what can be sent.
 * @throws DevServerError for what JSON cannot hold, such as a circle.
 */
export function jsonCopy(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value) ?? 'null');
  } catch (cause) {
    throw new DevServerError('INVALID_FLAGS', `cannot be sent as JSON: ${(cause as Error).message}`, {
      cause,
    });
  }
}
