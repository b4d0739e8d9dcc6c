import type { ApiRequest, ApiResponse } from '@unleash-client/http';
import { createFakeStream, type FakeStream } from './fake-stream.testing';
import type { ScriptedHttp } from './scripted-http.testing';
import { connected, updated } from './sse.testing';

/** A server with nothing but a revision; its texts say what they are: `full 3`, `all 3`, `from 2 to 3`. */
export interface ModelServer extends ScriptedHttp {
  readonly revision: number;
  /** Raises the revision, and tells the open streams. */
  change(): void;
  /** Whether requests are answered at all. */
  isUp: boolean;
  /** What becomes of streams that are asked for from now on. */
  streaming: 'works' | 'hangs' | 503 | 404 | 'garbage';
  /** Whether there is a delta endpoint. */
  hasDelta: boolean;
  /** Breaks all open streams. */
  cut(): void;
}

export function createModelServer(): ModelServer {
  let revision = 1;
  const requests: ApiRequest[] = [];
  const streams: FakeStream[] = [];
  const open = new Set<FakeStream>();
  const since = (known: string | undefined) =>
    known === undefined ? `all ${revision}` : `from ${known} to ${revision}`;

  const answer = ({ path, etag }: ApiRequest): readonly [number, string] => {
    if (!server.isUp) return [503, ''];
    if (path === 'client/delta' && !server.hasDelta) return [404, ''];
    if (etag === String(revision)) return [304, ''];
    return [200, path === 'client/delta' ? since(etag) : `full ${revision}`];
  };
  const serve = (stream: FakeStream): void => {
    if (server.streaming === 'hangs') return;
    if (typeof server.streaming === 'number') {
      stream.open(server.streaming, {});
      return;
    }
    const isGarbage = server.streaming === 'garbage';
    stream.open().send(connected(isGarbage ? 'garbage' : since(stream.lastEventId), String(revision)));
    open.add(stream);
  };

  const server: ModelServer = {
    url: 'http://unleash.invalid/api',
    requests,
    streams,
    isUp: true,
    streaming: 'works',
    hasDelta: true,
    get revision() {
      return revision;
    },
    change() {
      revision += 1;
      for (const stream of open)
        stream.send(updated(`from ${revision - 1} to ${revision}`, String(revision)));
    },
    cut() {
      for (const stream of open) stream.end();
      open.clear();
    },
    latest: () => streams.at(-1) as FakeStream,
    async request(request): Promise<ApiResponse> {
      requests.push(request);
      const [status, text] = answer(request);
      const etag = String(revision);
      // Some answers are late, as on a slow network.
      for (let late = requests.length % 4; late > 0; late -= 1) await Promise.resolve();
      return { status, text, url: '', header: (name) => (name === 'etag' ? etag : undefined) };
    },
    stream(request) {
      const stream = createFakeStream(request);
      streams.push(stream);
      serve(stream);
      return stream.answer;
    },
  };
  return server;
}
