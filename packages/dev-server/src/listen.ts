import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ApiRequest } from './api/api-request';
import { messageReply, type Reply } from './api/reply';
import { DevServerError } from './dev-server-error';
import { writeReply } from './write-reply';

/** The largest body that Unleash takes, in bytes. */
const bodyLimit = 100 * 1024;

/** How long an idle connection is kept, in milliseconds; Unleash's own number. */
const keepAliveTimeoutMs = 15_000;

/** A socket that answers. */
export interface Listener {
  readonly port: number;
  /** Stops at once; open connections are dropped. */
  close(): Promise<void>;
}

/**
 * Answers HTTP requests with what `handle` says.
 * @throws DevServerError `PORT_IN_USE` or `LISTEN_FAILED`.
 */
export async function listen(
  host: string,
  port: number,
  handle: (request: ApiRequest) => Reply,
): Promise<Listener> {
  const server = createServer((message, response) => {
    // A client that hangs up before its request is complete gets no answer.
    answer(message, response, handle).catch(() => response.destroy());
  });
  server.keepAliveTimeout = keepAliveTimeoutMs;
  await startListening(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  message: IncomingMessage,
  response: ServerResponse,
  handle: (request: ApiRequest) => Reply,
) {
  const body = await readText(message);
  writeReply(
    reply500(() => handle(toRequest(message, body))),
    response,
  );
}

function reply500(handle: () => Reply): Reply {
  try {
    return handle();
  } catch (error) {
    return messageReply(500, `the dev server failed: ${(error as Error).message}`);
  }
}

function toRequest({ url = '/', method = 'GET', headers }: IncomingMessage, body: string | null): ApiRequest {
  const [path = '', ...query] = url.split('?');
  return {
    method,
    path: path.replace(/(?<=.)\/$/, ''),
    query: new URLSearchParams(query.join('?')),
    headers,
    body,
  };
}

/** The body, or `null` for one beyond the limit, which is read to its end and forgotten. */
async function readText(message: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size <= bodyLimit ? Buffer.concat(chunks).toString('utf8') : null;
}

function startListening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(listenError(cause, host, port)));
    server.listen(port, host, resolve);
  });
}

function listenError(cause: NodeJS.ErrnoException, host: string, port: number): DevServerError {
  if (cause.code === 'EADDRINUSE') {
    const message = `port ${port} on ${host} is in use; stop what listens there, or choose another port (0 picks a free one)`;
    return new DevServerError('PORT_IN_USE', message, { cause });
  }
  const reason = cause.code === 'EACCES' ? 'the system does not allow it' : cause.message;
  return new DevServerError('LISTEN_FAILED', `cannot listen on port ${port} of ${host}: ${reason}`, {
    cause,
  });
}
