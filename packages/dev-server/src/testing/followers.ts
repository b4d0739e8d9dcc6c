import { applyDelta, type Payload, parsePayload } from '@unleash-client/core';
import { expect, vi } from 'vitest';
import type { DevServer } from '../dev-server';
import { openStream, type TestStream } from './open-stream';

/** What one client asks for. */
export interface Asking {
  readonly token: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A client that keeps its state by changes alone. */
export interface Follower {
  /** Its state, once it has heard of all that has happened. */
  state(): Promise<unknown>;
}

/** A client that polls `client/delta`. */
export interface DeltaFollower extends Follower {
  poll(): Promise<void>;
}

/** A client that reads `client/streaming`. */
export interface StreamFollower extends Follower {
  /** Hangs up, and forgets what it has not yet read. */
  disconnect(): Promise<void>;
  connect(): Promise<void>;
}

/** A state without the order of its flags and segments, which means nothing and which changes do not tell. */
const normalise = (payload: Payload | null) => ({
  flags: sorted(payload?.flags ?? []),
  segments: sorted(payload?.segments ?? []),
});

const sorted = (entries: Iterable<readonly [string | number, unknown]>) =>
  [...entries].sort(([a], [b]) => (a < b ? -1 : 1));

/** What a client that fetches everything has. */
export async function fetchState(server: DevServer, asking: Asking): Promise<unknown> {
  return normalise(parsePayload(await (await get(server, 'features', asking)).json()).payload);
}

const get = ({ url }: DevServer, path: string, { token, query, headers }: Asking, etag?: string | null) =>
  fetch(`${url}/client/${path}${query}`, {
    headers: { Authorization: token, ...headers, ...(etag && { 'If-None-Match': etag }) },
  });

function apply(payload: Payload | null, body: unknown): Payload {
  const result = applyDelta(payload, body);
  if (result.resync || result.issues.length > 0)
    throw new Error(`cannot be applied: ${JSON.stringify(result.issues)}`);
  return result.payload;
}

/** Starts with nothing. */
export function createDeltaFollower(server: DevServer, asking: Asking): DeltaFollower {
  let payload: Payload | null = null;
  let etag: string | null = null;
  const poll = async () => {
    const response = await get(server, 'delta', asking, etag);
    if (response.status === 304) return;
    payload = apply(payload, await response.json());
    etag = response.headers.get('etag');
  };
  return {
    poll,
    async state() {
      await poll();
      return normalise(payload);
    },
  };
}

/** Starts with nothing, and not connected. */
export function createStreamFollower(server: DevServer, asking: Asking): StreamFollower {
  let payload: Payload | null = null;
  let lastId: string | undefined;
  let stream: TestStream | undefined;
  const disconnect = async () => {
    stream?.close();
    await stream?.ended;
    for (const { name, id, data } of stream?.events ?? []) {
      if (!name?.startsWith('unleash-')) continue;
      payload = apply(payload, JSON.parse(data ?? ''));
      lastId = id;
    }
    stream = undefined;
  };
  const connect = async () => {
    const { query, headers } = asking;
    const since = lastId === undefined ? headers : { ...headers, 'Last-Event-ID': lastId };
    stream ??= await openStream({ url: server.url, token: asking.token }, since, query);
  };
  return {
    disconnect,
    connect,
    async state() {
      // Whatever has not arrived when it hangs up comes with the next connection, whose first event is complete.
      await disconnect();
      await connect();
      await vi.waitFor(() => expect(stream?.events).not.toEqual([]), { interval: 1, timeout: 4000 });
      await disconnect();
      return normalise(payload);
    },
  };
}
