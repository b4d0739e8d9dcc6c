import { endpointUrl, UnleashError } from '@unleash-client/http';
import { type Failure, NOT_USABLE } from '../failure';
import { type FetchMode, parseFetchMode } from '../parse-fetch-mode';
import type { SourceObserver } from '../source';
import { toFault } from '../to-fault';
import { checkStreamAnswer } from './check-stream-answer';
import { readEvents } from './read-events';
import {
  DEFAULT_MAX_EVENT_LENGTH,
  DEFAULT_READ_TIMEOUT_MS,
  type StreamingOptions,
} from './streaming-options';

const PATH = 'client/streaming';
const WHAT = 'streaming flags';

/** What a header can carry, and not at any length. */
const SENDABLE_ID = /^[\x20-\x7e]{1,200}$/;

/** Where a stream was left, to go on from there. */
export interface StreamPosition {
  /** The absolute URL of the stream. */
  readonly endpoint: string;
  /** The id of the last event that was accepted; undefined when the next connection has to bring everything. */
  lastEventId: string | undefined;
}

/** The position to start a stream from: the version that is known, if it came from the same stream. */
export function startPosition({ http, query, initial }: StreamingOptions): StreamPosition {
  const endpoint = endpointUrl(http.url, PATH, query);
  return { endpoint, lastEventId: initial?.endpoint === endpoint ? initial.etag : undefined };
}

export interface FollowOptions extends StreamingOptions {
  readonly observer: SourceObserver;
  readonly signal: AbortSignal;
  /** Moved forward with each event that is accepted, emptied by one that is not, or is too large. */
  readonly position: StreamPosition;
  /** The stream is open. */
  readonly onOpen: () => void;
  /** An event was accepted. */
  readonly onDelivered: () => void;
  /** The server would like to be asked in another way. */
  readonly onFetchMode: (mode: FetchMode) => void;
}

/** Opens one connection and hands on its events; resolves with how it ended, and never rejects. */
export async function followStream(options: FollowOptions): Promise<Failure> {
  try {
    return await follow(options);
  } catch (thrown) {
    const error = toFault(thrown, WHAT);
    // To go on from there would bring the same event again; what it has led to may be smaller.
    if (error.code === 'TOO_LARGE') options.position.lastEventId = undefined;
    return { error };
  }
}

async function follow(options: FollowOptions): Promise<Failure> {
  const { http, query, now, signal, position, onOpen } = options;
  const { lastEventId } = position;
  const stream = await http.stream({
    method: 'GET',
    path: PATH,
    query,
    headers: {
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    readTimeoutMs: options.readTimeoutMs ?? DEFAULT_READ_TIMEOUT_MS,
    signal,
  });
  try {
    const error = checkStreamAnswer(stream, WHAT, now());
    if (error !== undefined) return { error };
    onOpen();
    for await (const event of readEvents(stream.body, options.maxEventLength ?? DEFAULT_MAX_EVENT_LENGTH)) {
      if (signal.aborted) break;
      if (!handle(event, options)) return NOT_USABLE;
    }
    return { error: new UnleashError('UNAVAILABLE', `${WHAT} ended: the server closed the stream`) };
  } finally {
    stream.close();
  }
}

interface StreamEvent {
  readonly event?: string | undefined;
  readonly id?: string | undefined;
  readonly data: string;
}

/** Whether the stream may go on after this event. */
function handle({ event, id, data }: StreamEvent, options: FollowOptions): boolean {
  const { observer, position, signal } = options;
  if (event === 'fetch-mode') {
    const wished = parseFetchMode(data);
    if (wished !== undefined) options.onFetchMode(wished);
    return true;
  }
  if (event !== 'unleash-connected' && event !== 'unleash-updated') return true;
  const verdict = observer.snapshot({
    kind: 'delta',
    text: data,
    endpoint: position.endpoint,
    ...(id ? { etag: id } : {}),
  });
  // The observer may have stopped the source, or made it start over.
  if (signal.aborted) return false;
  if (verdict !== 'accepted') {
    position.lastEventId = undefined;
    return false;
  }
  if (id !== undefined) position.lastEventId = SENDABLE_ID.test(id) ? id : undefined;
  options.onDelivered();
  return true;
}
