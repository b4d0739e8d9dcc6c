import type { ServerResponse } from 'node:http';
import type { Reply } from './api/reply';

/**
 * How much may wait for a client that reads too slowly, in bytes, before its stream is cut. A client that comes back
 * with its `Last-Event-ID` loses nothing by that.
 */
const queueLimit = 16 * 1024 * 1024;

/** Writes an answer to its socket, and a stream until one side ends it. */
export function writeReply({ status, headers, body, open }: Reply, response: ServerResponse): void {
  response.writeHead(status, headers);
  if (open === undefined || response.req.method === 'HEAD') return void response.end(body);
  // The client may have gone while its request was read; nothing would ever end such a stream.
  if (response.destroyed) return;
  const close = open((text) => {
    if (response.writableLength > queueLimit) response.destroy();
    if (!response.destroyed) response.write(text);
  });
  response.once('close', close);
}
