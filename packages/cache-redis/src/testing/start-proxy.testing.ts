import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';
import type { TestEnd } from './open-cache.testing';

export interface Proxy {
  readonly url: string;
  /** Bytes on their way to the server so far. */
  readonly sent: number;
  /** How long answers are held back from now on, in milliseconds. */
  delayMs: number;
}

/** A slow road to a server on loopback. */
export async function startProxy({ onTestFinished }: TestEnd, port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let sent = 0;
  let delayMs = 0;
  const server = createServer((near) => {
    const far = createConnection({ port, host: '127.0.0.1' });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => {
      sent += chunk.length;
      far.write(chunk);
    });
    far.on('data', (chunk) => setTimeout(() => near.write(chunk), delayMs));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get sent() {
      return sent;
    },
    set delayMs(value: number) {
      delayMs = value;
    },
  };
}
