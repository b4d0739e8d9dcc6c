import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers all requests of one client. */
type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on a real socket that many clients share: each has an address of its own. */
export interface CaseServer {
  /** Opens an address. */
  open(handler: Handler): { readonly url: string; close(): void };
  close(): Promise<void>;
}

export async function startCaseServer(): Promise<CaseServer> {
  const handlers = new Map<string, Handler>();
  const server = createServer((request, response) => {
    request.resume();
    const [, id = ''] = request.url?.split('/') ?? [];
    const handler = handlers.get(id);
    if (handler === undefined) response.writeHead(410).end();
    else handler(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  let opened = 0;
  return {
    open(handler) {
      opened += 1;
      const id = `case-${opened}`;
      handlers.set(id, handler);
      return { url: `http://127.0.0.1:${port}/${id}/api`, close: () => void handlers.delete(id) };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  body: string,
  headers: Readonly<Record<string, string>> = {},
) {
  response.writeHead(200, { 'Content-Type': 'application/json', ...headers }).end(body);
}
