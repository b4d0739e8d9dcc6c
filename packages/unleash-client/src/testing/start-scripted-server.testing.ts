import http, { type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import https, { type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Breaks the connection off in the middle of the body. */
  readonly cut?: boolean;
}

/** What is answered to the n-th request, counted from 0; `hang` answers nothing. */
export type Script = (index: number, request: ReceivedRequest) => Answer | 'hang' | Promise<Answer | 'hang'>;

/** A server on a real socket that answers what it is told to, and is closed when the test ends. */
export async function startScriptedServer(script: Script, tls?: ServerOptions) {
  const requests: ReceivedRequest[] = [];
  const waiting = new Set<() => void>();
  const listener: RequestListener = async (incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    // A client may go away in the middle of its request.
    const body = await text(incoming).catch(() => '');
    const request = { method, url, headers, body };
    const index = requests.push(request) - 1;
    for (const check of waiting) check();
    const answer = await script(index, request);
    if (answer !== 'hang') send(outgoing, answer);
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    requests: requests as readonly ReceivedRequest[],
    close,
    /** Resolves when so many requests have arrived. */
    received: (count: number): Promise<void> =>
      new Promise((resolve) => {
        const check = () => {
          if (requests.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
  };
}

function send(
  outgoing: ServerResponse,
  { status = 200, headers = {}, body = '', cut = false }: Answer,
): void {
  if (!cut) {
    outgoing.writeHead(status, headers).end(body);
    return;
  }
  outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  outgoing.write(body.slice(0, body.length / 2), () => outgoing.destroy());
}
