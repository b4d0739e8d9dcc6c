import type { ServerResponse } from 'node:http';
import type { StreamRequest } from './http-client';
import type { ApiStream } from './open-stream';
import { startServer, type TestServer } from './start-server.testing';

export const STREAM: StreamRequest = {
  method: 'GET',
  path: 'client/streaming',
  headers: { Accept: 'text/event-stream' },
  readTimeoutMs: 5000,
};

/** The chunks of a stream, one text for each call; undefined at its end. */
export const reader = ({ body }: ApiStream) => {
  const chunks = body[Symbol.asyncIterator]();
  return async () => {
    const { value, done } = await chunks.next();
    return done ? undefined : Buffer.from(value).toString();
  };
};

/** Starts a server that begins every answer with one event; how it goes on is up to the test. */
export async function startStreamServer(): Promise<
  TestServer & { readonly responses: readonly ServerResponse[] }
> {
  const responses: ServerResponse[] = [];
  const started = await startServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-kind': 'stream' });
    response.write('data: 1\n\n');
    responses.push(response);
  });
  return { ...started, responses };
}
