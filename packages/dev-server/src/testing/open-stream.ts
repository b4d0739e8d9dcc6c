import type { DevServer } from '../dev-server';

/** A server-sent event, its data still a text. */
export interface StreamEvent {
  readonly name: string | undefined;
  readonly id: string | undefined;
  readonly data: string | undefined;
}

/** A stream being read. */
export interface TestStream {
  readonly response: Response;
  /** All that has come so far. */
  readonly events: readonly StreamEvent[];
  readonly comments: readonly string[];
  /** Resolves when the stream has ended, from either side. */
  readonly ended: Promise<void>;
  close(): void;
}

/** Opens a stream with the server's own token, and reads it. */
export async function openStream(
  { url, token }: Pick<DevServer, 'url' | 'token'>,
  headers: Readonly<Record<string, string>> = {},
  query = '',
): Promise<TestStream> {
  const abort = new AbortController();
  const response = await fetch(`${url}/client/streaming${query}`, {
    headers: { Authorization: token, Accept: 'text/event-stream', ...headers },
    signal: abort.signal,
  });
  const events: StreamEvent[] = [];
  const comments: string[] = [];
  const read = async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith(':')) comments.push(block);
        else events.push(parseEvent(block));
      }
    }
  };
  // How a stream ends, with a farewell or without, makes no difference here.
  const ended = read().catch(() => undefined);
  return { response, events, comments, ended, close: () => abort.abort() };
}

function parseEvent(block: string): StreamEvent {
  const fields = new Map(block.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
  return { name: fields.get('event'), id: fields.get('id'), data: fields.get('data') };
}
