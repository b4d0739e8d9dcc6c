import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import { payloadOf } from './payload';

/** What a server does with one request. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

const compressors = { gzip: createGzip, deflate: createDeflate, br: createBrotliCompress };
const CHUNK = Buffer.alloc(64 * 1024, ' ');

/** Sends text with its ETag, and 304 to those who have it. */
const text =
  (body: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  (request, response) => {
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
    const isKnown = request.headers['if-none-match'] === etag;
    const all = { 'content-type': 'application/json', etag, ...headers };
    response.writeHead(isKnown ? 304 : 200, all).end(isKnown ? undefined : body);
  };

/** Sends chunks for as long as somebody reads, up to so many bytes. */
function pour(response: ServerResponse, chunk: Buffer, bytes: number): void {
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= chunk.length;
      if (!response.write(chunk)) return void response.once('drain', more);
    }
    if (!response.destroyed) response.end();
  };
  more();
}

/** The vocabulary of servers, good and bad. */
export const answer = {
  text,
  flags: (...names: readonly string[]) => text(payloadOf(...names)),
  status:
    (code: number, headers: Readonly<Record<string, string>> = {}, body = ''): Answer =>
    (_, response) =>
      response.writeHead(code, headers).end(body),
  /** Says nothing, for ever. */
  hang: (() => undefined) as Answer,
  /** Sends the head of an answer, and then nothing. */
  hangAfterHead: ((_, response) => response.writeHead(200).write('{"version"')) as Answer,
  /** One byte, and another, and another. */
  drip:
    (body: string, everyMs: number): Answer =>
    (_, response) => {
      let sent = 0;
      const timer = setInterval(() => response.write(body.charAt(sent++ % body.length)), everyMs);
      response.once('close', () => clearInterval(timer));
    },
  /** Ends the connection as a crashed machine does. */
  reset: (({ socket }) => socket.resetAndDestroy()) as Answer,
  /** Promises a whole body, sends half of it, and hangs up. */
  truncate:
    (body: string): Answer =>
    (_, response) => {
      response.writeHead(200, { 'content-length': Buffer.byteLength(body) });
      response.write(body.slice(0, body.length / 2), () => response.destroy());
    },
  redirect: (location: string, code = 302) => answer.status(code, { location }),
  /** A body that does not end, of what JSON takes for blanks. */
  endless: ((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    pour(response, CHUNK, Number.POSITIVE_INFINITY);
  }) as Answer,
  /** So many bytes that say how many they are. */
  large:
    (bytes: number, code = 200): Answer =>
    (_, response) => {
      response.writeHead(code, { 'content-length': bytes, 'content-type': 'application/json' });
      pour(response, randomBytes(CHUNK.length), bytes);
    },
  /** A few kilobytes that become so many bytes where they are inflated. */
  bomb:
    (encoding: keyof typeof compressors, bytes: number): Answer =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      const compressor = compressors[encoding]();
      compressor.pipe(response);
      let left = bytes;
      const more = (): void => {
        while (left > 0 && !response.destroyed) {
          left -= CHUNK.length;
          if (!compressor.write(CHUNK)) return void compressor.once('drain', more);
        }
        compressor.end();
      };
      more();
    },
  /** A stream of server-sent events, each a text as it stands on the wire. */
  stream:
    (...events: readonly string[]): Answer =>
    (_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(': open\n\n');
      for (const event of events) response.write(event);
    },
  /** The first so many requests get one answer, the others another. */
  firstly(times: number, first: Answer, then: Answer): Answer {
    let count = 0;
    return (request, response) => {
      count += 1;
      return (count <= times ? first : then)(request, response);
    };
  },
} as const;
