import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { recordingObserver } from '../testing/recording-observer.testing';
import { type Answer, scriptedPaths } from '../testing/scripted-http.testing';
import { connected, updated } from '../testing/sse.testing';
import { startModes } from '../testing/start-modes.testing';

const RESET = new UnleashError('UNAVAILABLE', 'read ECONNRESET');
const features = (...answers: [Answer, ...Answer[]]) => scriptedPaths({ 'client/features': answers });
const FLAGS = { text: 'flags', headers: { etag: '"1"' } };

const startLive = async (...parameters: Parameters<typeof startModes>) => {
  const modes = startModes(...parameters);
  modes.http.latest().open().send(connected('all', '1'));
  await modes.pass(0);
  return modes;
};

describe('while a stream delivers', () => {
  test('nothing is polled', async () => {
    const { http, pass, observer, polled, changes, running, scheduler } = await startLive(features(FLAGS));
    await pass(20_000);
    http.latest().send(updated('change', '2'));
    await pass(0);
    expect(observer.heard).toEqual(['all', 'change']);
    expect([polled(), changes, running.mode]).toEqual([[], [], 'streaming']);
    expect(scheduler.pending.filter((delayMs) => delayMs !== 5000)).toEqual([]);
  });

  test('a refresh has nothing to do', async () => {
    const { http, running, polled } = await startLive(features(FLAGS));
    await running.refresh();
    expect([polled(), http.streams.length]).toEqual([[], 1]);
  });
});

describe('flags are polled', () => {
  test('after a second without any from the stream, which then takes over', async () => {
    const { http, pass, observer, polled, running, changes } = startModes(features(FLAGS, { status: 304 }));
    await pass(900);
    expect(polled()).toEqual([]);
    await pass(100);
    expect(observer.heard).toEqual(['flags']);
    await pass(15_000);
    expect(observer.heard).toEqual(['flags', 'unchanged']);
    http.latest().open().send(connected('all', '1'));
    await pass(60_000);
    expect(observer.heard).toEqual(['flags', 'unchanged', 'all']);
    expect([http.streams.length, running.mode, changes]).toEqual([1, 'streaming', []]);
  });

  test('as soon as the first connection fails, and only their outcome is told', async () => {
    const { http, pass, observer } = startModes(features(FLAGS));
    http.latest().open(503, {});
    await pass(0);
    expect(observer.heard).toEqual(['flags']);
  });

  test('five seconds after a loss, unless the stream is back by then', async () => {
    const { http, pass, observer, polled } = await startLive(features(FLAGS));
    http.latest().end(RESET);
    await pass(1000);
    expect(http.latest().lastEventId).toBe('1');
    http.latest().open().send(updated('change', '2'));
    await pass(10_000);
    expect(polled()).toEqual([]);
    http.latest().end();
    await pass(4900);
    expect(polled()).toEqual([]);
    await pass(100);
    expect(observer.heard).toEqual(['all', 'UNAVAILABLE', 'change', 'flags']);
  });

  test('five seconds after a loss, also while connections fail', async () => {
    const { http, pass, polled } = await startLive(features(FLAGS));
    for (let turn = 0; turn < 3; turn += 1) {
      http.latest().end(RESET);
      await pass(600);
    }
    await pass(3100);
    expect(polled()).toEqual([]);
    await pass(100);
    expect(polled()).toEqual(['features']);
  });

  test('by a refresh of an application that will not wait for the stream', async () => {
    const { http, running, observer } = startModes(features(FLAGS));
    await running.refresh();
    expect([observer.heard, http.streams.length]).toEqual([['flags'], 1]);
  });

  test('from the version in the cache, whatever the stream does', async () => {
    const endpoint = 'http://unleash.invalid/api/client/features';
    const { http, pass, observer } = startModes(features({ status: 304 }), {
      initial: { etag: '"1"', endpoint },
    });
    http.latest().open(503, {});
    await pass(0);
    expect(http.requests[0]?.etag).toBe('"1"');
    expect(observer.heard).toEqual(['unchanged']);
  });
});

describe('what is polled and what is streamed never mix:', () => {
  test('an answer that comes after the stream has delivered is heard by nobody', async () => {
    const http = features(FLAGS);
    let answer: () => void = () => undefined;
    const request: typeof http.request = async (api) => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return http.request(api);
    };
    const modes = startModes({ ...http, request });
    await modes.pass(1000);
    const refreshed = modes.running.refresh();
    http.latest().open().send(connected('all', '1'));
    await modes.pass(0);
    answer();
    await refreshed;
    await modes.pass(20_000);
    expect(modes.observer.heard).toEqual(['all']);
  });

  test('after flags that were polled the stream brings everything', async () => {
    const { http, pass } = await startLive(features(FLAGS));
    http.latest().end(RESET);
    await pass(600);
    const resumed = http.latest();
    expect(resumed.lastEventId).toBe('1');
    await pass(5000);
    expect(resumed.isOver).toBe(true);
    expect(http.latest()).not.toBe(resumed);
    expect(http.latest().lastEventId).toBeUndefined();
    expect(http.streams).toHaveLength(3);
  });

  test('after a stream the first poll asks for everything', async () => {
    const endpoint = 'http://unleash.invalid/api/client/features';
    const modes = await startLive(features(FLAGS), { initial: { etag: '"0"', endpoint } });
    modes.running.setMode('polling');
    expect(modes.http.requests[0]?.etag).toBeUndefined();
  });

  test('a stream that brings nothing of use does not end the polls', async () => {
    const observer = recordingObserver(({ kind }) => (kind === 'full' ? 'accepted' : 'refused'));
    const { http, pass, polled, changes } = startModes(features(FLAGS, { status: 304 }), {}, observer);
    for (let turn = 0; turn < 5; turn += 1) {
      http.latest().open().send(connected('garbage'));
      await pass(600);
    }
    expect(http.streams).toHaveLength(5);
    expect(polled()).toEqual(['features']);
    expect(changes).toEqual([
      'streaming → polling: streaming failed again and again: what the server sent could not be used',
    ]);
  });
});
