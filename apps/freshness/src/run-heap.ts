import { startDevServer } from '@unleash-client/dev-server';
import { startChild } from './child';

/** What the process of a client says of itself. */
export interface HeapReport {
  /** Changes that it has heard of. */
  readonly changes: number;
  /** Bytes in use after a garbage collection. */
  readonly heap: number;
}

export interface HeapResult {
  readonly before: HeapReport;
  readonly after: HeapReport;
  /** Connections that it took. */
  readonly streams: number;
}

/** Sends a number of events over a stream, and looks at the heap of the client before and after. */
export async function runHeap(events: number): Promise<HeapResult> {
  const server = await startDevServer({ flags: { flags: { flag: true } }, port: 0 });
  const client = await startChild('listener', [server.url, server.token]);
  let sent = 0;
  const send = async (count: number): Promise<HeapReport> => {
    for (let event = 0; event < count; event += 1) {
      sent += 1;
      server.updateFlag('flag', { rollout: sent % 101, description: `${sent}` });
      // Each in a turn of its own, so that it is an event of its own.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const last = `last-${sent}`;
    server.setFlag({ name: last });
    return (await client.ask(last)) as HeapReport;
  };
  try {
    const before = await send(Math.min(1000, events));
    const after = await send(events);
    const streams = server.requests.filter(({ path }) => path.endsWith('/client/streaming')).length;
    return { before, after, streams };
  } finally {
    client.stop();
    await server.close();
  }
}
