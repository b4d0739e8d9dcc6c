import type { Route } from '../api-request';
import type { DeltaFeed } from '../delta-feed';
import type { FetchModeHint } from '../fetch-mode-hint';
import { formatEvent } from '../format-event';
import { parseRevision } from '../parse-revision';
import { readClientQuery } from '../read-client-query';

/** What streams tell of and how. */
export interface StreamSetup {
  readonly feed: DeltaFeed;
  readonly hint: FetchModeHint;
  /** The time between two comments, in milliseconds. */
  readonly keepAliveMs: number;
  /** Those that are open. */
  readonly streams: Set<unknown>;
}

const headers = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  // Asks nginx, and those that copy it, to pass each event on at once.
  'X-Accel-Buffering': 'no',
};

/**
 * `GET /api/client/streaming`: `unleash-connected` with what a client that has the revision in `Last-Event-ID` lacks,
 * which may be nothing, then an `unleash-updated` for each change.
 */
export const streamingRoute =
  ({ feed, hint, keepAliveMs, streams }: StreamSetup): Route =>
  (request, token) => {
    const asked = readClientQuery(request, token);
    if ('refusal' in asked) return asked.refusal;
    const { query } = asked;
    return {
      status: 200,
      headers,
      body: '',
      open(send) {
        let known = parseRevision(request.headers['last-event-id']);
        const eventsSinceThen = () => {
          const events = feed.since(known, query);
          known = feed.revision;
          return events;
        };
        const sendEvents = (name: string, events: readonly unknown[]) =>
          send(formatEvent(name, JSON.stringify({ events }), feed.revision));
        const sendMode = () => {
          if (hint.mode !== undefined) send(formatEvent('fetch-mode', hint.mode));
        };
        sendEvents('unleash-connected', eventsSinceThen());
        sendMode();
        const stopUpdates = feed.subscribe(() => {
          const events = eventsSinceThen();
          if (events.length > 0) sendEvents('unleash-updated', events);
        });
        const stopModes = hint.subscribe(sendMode);
        const timer = setInterval(() => send(':keep-alive\n\n'), keepAliveMs).unref();
        streams.add(send);
        return () => {
          stopUpdates();
          stopModes();
          clearInterval(timer);
          streams.delete(send);
        };
      },
    };
  };
