import { type Scheduler, UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import type { RunningSource } from '../source';
import { recordingObserver } from '../testing/recording-observer.testing';
import { connected, updated } from '../testing/sse.testing';
import { startStreaming } from '../testing/start-streaming.testing';
import { turn } from '../testing/turn.testing';

const ENDPOINT = 'http://unleash.invalid/api/client/streaming';
const RESET = new UnleashError('UNAVAILABLE', 'read ECONNRESET');

describe('refresh', () => {
  const isSettled = async (promise: Promise<void>) => {
    let settled = false;
    void promise.then(() => {
      settled = true;
    });
    await turn();
    return settled;
  };

  test('waits for the first flags of the connection under way, and for nothing once it has them', async () => {
    const { http, running } = startStreaming();
    const refreshed = running.refresh();
    http.latest().open().send(': hello\n\n');
    expect(await isSettled(refreshed)).toBe(false);
    http.latest().send(connected('all', '7'));
    expect(await isSettled(refreshed)).toBe(true);
    expect(await isSettled(running.refresh())).toBe(true);
    expect(http.streams).toHaveLength(1);
  });

  test('waits five seconds at most for an open stream that has nothing to say', async () => {
    const { http, running, scheduler } = startStreaming({ initial: { etag: '7', endpoint: ENDPOINT } });
    const refreshed = running.refresh();
    http.latest().open();
    await turn();
    scheduler.pass(4999);
    expect(await isSettled(refreshed)).toBe(false);
    scheduler.pass(1);
    expect(await isSettled(refreshed)).toBe(true);
  });

  test('settles when the connection fails, and opens the next one at once', async () => {
    const { http, running, scheduler } = startStreaming();
    const refreshed = running.refresh();
    http.latest().end(RESET);
    await refreshed;
    const second = running.refresh();
    expect(http.streams).toHaveLength(2);
    expect(scheduler.pending).toEqual([]);
    http.latest().open(503, {});
    await second;
  });

  test('called by an observer at every turn causes no storm', async () => {
    let running: RunningSource | undefined;
    const refresh = () => void running?.refresh();
    const streaming = startStreaming({}, recordingObserver(), (observer) => ({
      ...observer,
      snapshot: (snapshot) => {
        refresh();
        return observer.snapshot(snapshot);
      },
      fault: (...fault) => {
        refresh();
        observer.fault(...fault);
      },
    }));
    running = streaming.running;
    streaming.http.latest().open().send(connected('all', '7')).end();
    await turn();
    expect(streaming.http.streams).toHaveLength(1);
    expect(streaming.scheduler.pending).toEqual([600]);
  });
});

describe('stop', () => {
  test('during the connection, in the stream, and between two of them leaves nothing behind', async () => {
    for (const prepare of [
      () => undefined,
      (http: ReturnType<typeof startStreaming>['http']) => http.latest().open(),
      (http: ReturnType<typeof startStreaming>['http']) => http.latest().open().send(connected('all', '7')),
      (http: ReturnType<typeof startStreaming>['http']) => http.latest().end(RESET),
    ]) {
      const { http, running, scheduler, observer } = startStreaming();
      const refreshed = running.refresh();
      prepare(http);
      await turn();
      const heard = observer.heard.length;
      running.stop();
      http.latest().send(updated('late', '9'));
      await refreshed;
      await running.refresh();
      await turn();
      expect(scheduler.pending).toEqual([]);
      expect(http.streams).toHaveLength(1);
      expect(http.latest().isOver).toBe(true);
      expect(observer.heard).toHaveLength(heard);
    }
  });

  test('called by the observer ends the stream there and then', async () => {
    let running: RunningSource | undefined;
    const stopping = recordingObserver(() => {
      running?.stop();
      return 'accepted';
    });
    const streaming = startStreaming({}, stopping);
    running = streaming.running;
    streaming.http
      .latest()
      .open()
      .send(connected('all', '7') + updated('change', '8'));
    await turn();
    expect(stopping.heard).toEqual(['all']);
    expect(streaming.http.latest().isOver).toBe(true);
    expect(streaming.scheduler.pending).toEqual([]);
  });
});

test('an observer that throws hears of it, and the stream brings everything again', async () => {
  const boom = () => {
    throw new Error('boom');
  };
  const { http, observer, scheduler } = startStreaming({}, recordingObserver(), (quiet) => ({
    ...quiet,
    snapshot: boom,
  }));
  http.latest().open().send(connected('all', '7'));
  await turn();
  expect(observer.faults).toMatchObject([{ code: 'LISTENER', message: 'an observer of flags threw: boom' }]);
  scheduler.runNext();
  expect(http.latest().lastEventId).toBeUndefined();
});

test('a scheduler that throws is a fault, and refresh still works', async () => {
  const scheduler: Scheduler = {
    after: () => {
      throw new Error('out of order');
    },
  };
  const { http, running, observer } = startStreaming({ scheduler });
  http.latest().end(RESET);
  await running.refresh();
  void running.refresh();
  expect(http.streams).toHaveLength(2);
  expect(observer.faults[0]?.message).toBe('the scheduler threw: out of order');
  expect(observer.retries).toEqual([undefined, undefined]);
});
