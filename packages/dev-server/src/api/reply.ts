import { createHash, randomUUID } from 'node:crypto';

/** An answer, before it is written to a socket. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * Makes the answer a stream. Called once its head is written; `send` adds to its body, and does nothing once the
   * connection has ended. What it returns is called at that end.
   */
  readonly open?: (send: (text: string) => void) => () => void;
}

/** An answer without a body. */
export const emptyReply = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers,
  body: '',
});

/** A JSON answer; it gets the weak ETag that Unleash's web framework adds where `headers` have no ETag. */
export function jsonReply(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const body = JSON.stringify(value);
  return {
    status,
    headers: {
      ETag: weakEtag(body),
      ...headers,
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(body)),
    },
    body,
  };
}

/** 404 in Unleash's words. */
export function notFoundReply(path: string): Reply {
  const message = `The path you were looking for (${path}) is not available.`;
  return jsonReply(404, { id: randomUUID(), name: 'NotFoundError', message, details: [{ message }] });
}

/** 401 in Unleash's words, for a missing token and for a wrong one. */
export const unauthorizedReply = (): Reply =>
  jsonReply(401, {
    message:
      'This endpoint requires an API token. Please add an authorization header to your request with a valid token',
  });

const badData = 'Request validation failed: your request body or params contain invalid data';

/** 400 for a header or a query that makes no sense. */
export const badDataReply = (message: string): Reply =>
  jsonReply(400, { name: 'BadDataError', message: `${badData}: ${message}`, details: [{ message }] });

/** 400 for a body in which the node at `path` (`/body/appName`) is not as it must be. */
export const badBodyReply = (path: string, message: string): Reply =>
  jsonReply(400, {
    id: randomUUID(),
    name: 'BadDataError',
    message: `${badData}. Refer to the \`details\` list for more information.`,
    details: [{ path, message }],
  });

/** An error that is only a sentence. */
export const messageReply = (status: number, message: string): Reply => jsonReply(status, { message });

function weakEtag(body: string): string {
  const hash = createHash('sha1').update(body).digest('base64').slice(0, 27);
  return `W/"${Buffer.byteLength(body).toString(16)}-${hash}"`;
}
