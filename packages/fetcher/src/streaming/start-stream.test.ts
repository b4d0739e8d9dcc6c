import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { createManualScheduler } from '../testing/manual-scheduler.testing';
import { recordingObserver } from '../testing/recording-observer.testing';
import { scriptedHttp } from '../testing/scripted-http.testing';
import { connected, sse, updated } from '../testing/sse.testing';
import { turn } from '../testing/turn.testing';
import { type RunningStream, startStream } from './start-stream';

const RESET = new UnleashError('UNAVAILABLE', 'read ECONNRESET');
const initial = { etag: '7', endpoint: 'http://unleash.invalid/api/client/streaming' };

/** Starts a stream that goes on from event 7. */
const start = (onFetchMode: (stream: RunningStream) => void = () => undefined) => {
  const http = scriptedHttp({});
  const scheduler = createManualScheduler();
  const observer = recordingObserver();
  const lost: string[] = [];
  const options = { http, scheduler, random: () => 0, now: () => scheduler.nowMs, initial };
  const stream: RunningStream = startStream(options, observer, {
    onFetchMode: () => onFetchMode(stream),
    onLost: ({ error }) => void lost.push(error.code),
  });
  return { http, scheduler, observer, lost, stream };
};

describe('startOver', () => {
  test('replaces a connection that goes on by one that brings everything, which is no loss', async () => {
    const { http, stream, lost, observer, scheduler } = start();
    http.latest().open();
    await turn();
    stream.startOver();
    stream.startOver();
    await turn();
    expect(http.streams.map(({ lastEventId, isOver }) => [lastEventId, isOver])).toEqual([
      ['7', true],
      [undefined, false],
    ]);
    expect([lost, observer.heard, scheduler.pending]).toEqual([[], [], []]);
  });

  test('lets a refresh wait for what the new connection brings', async () => {
    const { http, stream } = start();
    let isRefreshed = false;
    void stream.refresh().then(() => {
      isRefreshed = true;
    });
    stream.startOver();
    await turn();
    expect(isRefreshed).toBe(false);
    http.latest().open().send(connected('all', '9'));
    await turn();
    expect(isRefreshed).toBe(true);
  });

  test('leaves a stream alone that delivers, and makes the next one bring everything', async () => {
    const { http, stream, scheduler } = start();
    http.latest().open().send(connected('change', '8'));
    await turn();
    stream.startOver();
    expect(http.latest().isOver).toBe(false);
    http.latest().end();
    await turn();
    scheduler.runNext();
    expect(http.latest().lastEventId).toBeUndefined();
  });

  test('leaves the next connection for its time', async () => {
    const { http, stream, scheduler } = start();
    http.latest().open(503, { 'retry-after': '60' });
    await turn();
    stream.startOver();
    expect(scheduler.pending).toEqual([60_000]);
    scheduler.runNext();
    expect(http.latest().lastEventId).toBeUndefined();
  });

  test('called between two events silences the second', async () => {
    const { http, observer } = start((stream) => stream.startOver());
    http
      .latest()
      .open()
      .send(sse('fetch-mode', 'polling') + updated('change', '8'));
    await turn();
    expect(observer.heard).toEqual([]);
    expect(http.streams).toHaveLength(2);
  });

  test('called by the observer of an event makes nothing of its id', async () => {
    let stream: RunningStream | undefined;
    const http = scriptedHttp({});
    const scheduler = createManualScheduler();
    const observer = recordingObserver(() => {
      stream?.startOver();
      return 'accepted';
    });
    stream = startStream({ http, scheduler, random: () => 0, now: () => 0, initial }, observer);
    http.latest().open().send(updated('change', '8'));
    await turn();
    http.latest().end(RESET);
    await turn();
    scheduler.runNext();
    expect(http.streams.map(({ lastEventId }) => lastEventId)).toEqual(['7', undefined, undefined]);
  });
});

test('a loss is known before the observer hears of it; the end of the source is none', async () => {
  const { http, lost, stream, observer } = start();
  http.latest().end(RESET);
  await turn();
  expect([lost, observer.heard]).toEqual([['UNAVAILABLE'], ['UNAVAILABLE']]);
  void stream.refresh();
  stream.stop();
  await turn();
  expect(lost).toHaveLength(1);
});

test('stop lets a refresh go that waits for a client which never answers', async () => {
  const http = { ...scriptedHttp({}), stream: () => new Promise<never>(() => undefined) };
  const scheduler = createManualScheduler();
  const stream = startStream({ http, scheduler, random: () => 0, now: () => 0 }, recordingObserver());
  const refreshed = stream.refresh();
  stream.stop();
  await refreshed;
  expect(stream.isLive).toBe(false);
});
