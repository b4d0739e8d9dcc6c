import { type ApiStream, type StreamRequest, UnleashError } from '@unleash-client/http';

/** One connection that a source asked for; the test plays the server. */
export interface FakeStream {
  readonly request: StreamRequest;
  /** The `Last-Event-ID` it was asked to go on from. */
  readonly lastEventId: string | undefined;
  /** Whether either side has ended it. */
  readonly isOver: boolean;
  /** Answers with a status, 200 by default, and the headers of an event stream. */
  open(status?: number, headers?: Readonly<Record<string, string>>): FakeStream;
  send(...texts: string[]): FakeStream;
  /** The server closes the connection, or it breaks. */
  end(error?: UnleashError): void;
}

interface Answered extends FakeStream {
  readonly answer: Promise<ApiStream>;
}

const ABORTED = new UnleashError('ABORTED', 'the request was aborted');

/** Creates what `HttpClient.stream` answers, and the server's end of it. */
export function createFakeStream(request: StreamRequest): Answered {
  const chunks: Uint8Array[] = [];
  const encoder = new TextEncoder();
  let isOver = false;
  let end: { error?: UnleashError } | undefined;
  let wake: () => void = () => undefined;
  let resolve: (stream: ApiStream) => void = () => undefined;
  let reject: (error: UnleashError) => void = () => undefined;
  const answer = new Promise<ApiStream>((...settle) => {
    [resolve, reject] = settle;
  });
  const close = () => {
    isOver = true;
    wake();
  };
  request.signal?.addEventListener('abort', () => {
    end = { error: ABORTED };
    reject(ABORTED);
    close();
  });

  async function* read(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk !== undefined) yield chunk;
      else if (end?.error !== undefined) throw end.error;
      else if (end !== undefined || isOver) return;
      else
        await new Promise<void>((awake) => {
          wake = awake;
        });
    }
  }

  const fake: Answered = {
    request,
    lastEventId: request.headers?.['last-event-id'],
    answer,
    get isOver() {
      return isOver;
    },
    open(status = 200, headers = { 'content-type': 'text/event-stream; charset=utf-8' }) {
      resolve({ status, header: (name) => headers[name], url: '', body: read(), close });
      return fake;
    },
    send(...texts) {
      chunks.push(...texts.map((text) => encoder.encode(text)));
      wake();
      return fake;
    },
    end(error) {
      end = error === undefined ? {} : { error };
      if (error !== undefined) reject(error);
      close();
    },
  };
  return fake;
}
