import { type HttpClient, type Scheduler, UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import type { RunningSource } from '../source';
import { recordingObserver } from '../testing/recording-observer.testing';
import { scriptedHttp } from '../testing/scripted-http.testing';
import { startPolling } from '../testing/start-polling.testing';
import { createPollingSource } from './create-polling-source';

const DOWN = new UnleashError('UNAVAILABLE', 'connect ECONNREFUSED');

describe('refresh', () => {
  test('fetches now and plans anew, so that there is one timer', async () => {
    const http = scriptedHttp({});
    const { running, scheduler, settled } = startPolling(http);
    await settled();
    await running.refresh();
    expect(http.requests).toHaveLength(2);
    expect(scheduler.pending).toEqual([1000]);
  });

  test('joins the fetch under way', async () => {
    const http = scriptedHttp({});
    const { running, observer } = startPolling(http);
    await Promise.all([running.refresh(), running.refresh(), running.refresh()]);
    expect(http.requests).toHaveLength(1);
    expect(observer.heard).toHaveLength(1);
  });

  test('resolves when the fetch fails, and after the end', async () => {
    const { running } = startPolling(scriptedHttp(DOWN));
    await running.refresh();
    running.stop();
    await running.refresh();
  });

  test('called by an observer at every turn causes no storm', async () => {
    const http = scriptedHttp({}, DOWN);
    let running: RunningSource | undefined;
    const refresh = () => void running?.refresh();
    const polling = startPolling(http, {}, recordingObserver(), (observer) => ({
      snapshot: (snapshot) => {
        refresh();
        return observer.snapshot(snapshot);
      },
      unchanged: refresh,
      fault: (error) => {
        refresh();
        observer.fault(error);
      },
    }));
    running = polling.running;
    await polling.polls(3);
    expect(http.requests).toHaveLength(4);
  });
});

describe('stop', () => {
  test('aborts the fetch under way, and the observer hears nothing of it', async () => {
    let aborted = 0;
    const http: HttpClient = {
      ...scriptedHttp({}),
      request: ({ signal }) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            aborted += 1;
            reject(new UnleashError('ABORTED', 'the request was aborted'));
          });
        }),
    };
    const { running, scheduler, observer } = startPolling(http);
    const joined = running.refresh();
    running.stop();
    await joined;
    expect(aborted).toBe(1);
    expect(observer.heard).toEqual([]);
    expect(scheduler.pending).toEqual([]);
  });

  test('silences an answer that arrives nevertheless', async () => {
    const { running, scheduler, observer } = startPolling(scriptedHttp({ text: 'late' }));
    const joined = running.refresh();
    running.stop();
    await joined;
    expect(observer.heard).toEqual([]);
    expect(scheduler.pending).toEqual([]);
  });

  test('between two polls leaves no timer', async () => {
    const { running, scheduler, settled } = startPolling(scriptedHttp({}));
    await settled();
    running.stop();
    expect(scheduler.pending).toEqual([]);
  });

  test('called by the observer ends polling there and then', async () => {
    for (const answer of [{ text: 'v1' }, DOWN]) {
      let running: RunningSource | undefined;
      const polling = startPolling(scriptedHttp(answer), {}, recordingObserver(), (observer) => ({
        ...observer,
        snapshot: (snapshot) => {
          running?.stop();
          return observer.snapshot(snapshot);
        },
        fault: (error) => {
          running?.stop();
          observer.fault(error);
        },
      }));
      running = polling.running;
      await polling.settled();
      expect(polling.observer.heard).toHaveLength(1);
      expect(polling.scheduler.pending).toEqual([]);
    }
  });
});

describe('an observer that throws', () => {
  const boom = () => {
    throw new Error('boom');
  };

  test('hears of it, and polling goes on', async () => {
    const http = scriptedHttp({ text: 'v1', headers: { etag: '"1"' } });
    const polling = startPolling(http, {}, recordingObserver(), (observer) => ({
      ...observer,
      snapshot: boom,
    }));
    expect(await polling.polls(1)).toEqual([1000]);
    expect(polling.observer.faults[0]).toMatchObject({
      code: 'LISTENER',
      message: 'an observer of flags threw: boom',
    });
    expect(http.requests[1]?.etag).toBeUndefined();
  });

  test('at everything is left alone, and polling goes on', async () => {
    const http = scriptedHttp({ text: 'v1' }, { status: 304 }, DOWN);
    const polling = startPolling(http, {}, undefined, () => ({
      snapshot: boom,
      unchanged: boom,
      fault: boom,
    }));
    await polling.polls(3);
    expect(http.requests).toHaveLength(4);
  });
});

test('a scheduler that throws is a fault, and refresh still works', async () => {
  const scheduler: Scheduler = {
    after: () => {
      throw new Error('out of order');
    },
  };
  const http = scriptedHttp({});
  const observer = recordingObserver();
  const source = createPollingSource({
    http,
    scheduler,
    random: () => 0,
    now: () => 0,
    intervalMs: 1000,
    jitterMs: 0,
    retries: 0,
  });
  const running = source.start(observer);
  await running.refresh();
  await running.refresh();
  expect(http.requests).toHaveLength(2);
  expect(observer.faults[0]?.message).toBe('the scheduler threw: out of order');
});
