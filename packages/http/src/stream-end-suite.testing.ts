import { getEventListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import type { ApiStream } from './open-stream';
import { gone, startServer } from './start-server.testing';
import { reader, STREAM, startStreamServer } from './start-stream-server.testing';
import { rejection, testClient } from './test-client.testing';
import type { Transport } from './transport';

/** How streams must end over every transport, with real sockets. */
export function testStreamEnds(name: string, createTransport: () => Transport): void {
  const clientOf = (origin: string) => testClient({ url: `${origin}/api`, transport: createTransport() });

  describe(`a stream over the ${name} transport ends, and its connection with it,`, () => {
    test('by its signal, while somebody reads', async () => {
      const caller = new AbortController();
      const { origin, requests } = await startStreamServer();
      const read = reader(await clientOf(origin).stream({ ...STREAM, signal: caller.signal }));
      await read();
      const outcome = rejection(read());
      caller.abort();
      expect((await outcome).code).toBe('ABORTED');
      await gone(requests[0]?.socket);
    });

    test('by its signal, while nobody reads', async () => {
      const caller = new AbortController();
      const { origin, requests } = await startStreamServer();
      const stream = await clientOf(origin).stream({ ...STREAM, signal: caller.signal });
      caller.abort();
      await gone(requests[0]?.socket);
      expect((await rejection(reader(stream)())).code).toBe('ABORTED');
    });

    test('by its signal, before it is open', async () => {
      const caller = new AbortController();
      const { origin, server } = await startServer(() => undefined);
      const arrived = once(server, 'request');
      const outcome = rejection(clientOf(origin).stream({ ...STREAM, signal: caller.signal }));
      const [request] = await arrived;
      caller.abort();
      expect((await outcome).code).toBe('ABORTED');
      await gone(request.socket);
    });

    test('by close(), quietly, whether somebody reads or nobody does', async () => {
      const { origin, requests } = await startStreamServer();
      const client = clientOf(origin);
      const stream = await client.stream(STREAM);
      const read = reader(stream);
      await read();
      const pending = read();
      stream.close();
      expect(await pending).toBeUndefined();
      await gone(requests[0]?.socket);
      const unread = await client.stream(STREAM);
      unread.close();
      unread.close();
      await gone(requests[1]?.socket);
      expect(await reader(unread)()).toBeUndefined();
    });

    test('when its reader breaks off the loop, or throws in it', async () => {
      const { origin, requests } = await startStreamServer();
      const client = clientOf(origin);
      for await (const _ of (await client.stream(STREAM)).body) break;
      await gone(requests[0]?.socket);
      const { body } = await client.stream(STREAM);
      const loop = async () => {
        for await (const _ of body) throw new RangeError('mine');
      };
      await expect(loop()).rejects.toThrow(RangeError);
      await gone(requests[1]?.socket);
    });
  });

  test(`a thousand streams over the ${name} transport leave nothing behind`, async () => {
    const caller = new AbortController();
    const { origin, server, responses } = await startStreamServer();
    const client = clientOf(origin);
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const timersBefore = timers();
    const ends: ReadonlyArray<(stream: ApiStream, response: ServerResponse | undefined) => Promise<unknown>> =
      [
        async (stream) => stream.close(),
        async (stream) => {
          for await (const _ of stream.body) break;
        },
        async (stream, response) => {
          response?.end();
          for await (const _ of stream.body);
        },
      ];
    for (let opened = 0; opened < 1000; opened += 1) {
      const stream = await client.stream({ ...STREAM, signal: caller.signal });
      await ends[opened % ends.length]?.(stream, responses[opened]);
    }
    client.close?.();
    expect(getEventListeners(caller.signal, 'abort')).toEqual([]);
    // Transports other than that of Node.js have a timer or two of their own.
    await vi.waitFor(() => expect(timers()).toBeLessThan(timersBefore + 10), 5000);
    const connections = () =>
      new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    await vi.waitFor(async () => expect(await connections()).toBeLessThan(3), 5000);
  }, 30_000);
}
