import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { scriptedPaths } from '../testing/scripted-http.testing';
import { connected } from '../testing/sse.testing';
import { startModes } from '../testing/start-modes.testing';

const RESET = new UnleashError('UNAVAILABLE', 'read ECONNRESET');
const FLAGS = { text: 'flags', headers: { etag: '"1"' } };
const server = () => scriptedPaths({ 'client/features': [FLAGS, { status: 304 }] });

describe('polling takes over', () => {
  test.each([
    [404, {}],
    [403, {}],
    [200, { 'content-type': 'text/html' }],
  ])('at once, and says so once, where the server answers %i %j', async (status, headers) => {
    const { http, pass, observer, changes, running, polled } = startModes(server());
    http.latest().open(status, headers);
    await pass(0);
    expect(observer.heard).toEqual(['flags']);
    expect(running.mode).toBe('polling');
    expect(changes).toEqual([
      `streaming → polling: the server offers no client/streaming (status ${status})`,
    ]);
    await pass(60_000);
    expect(http.streams).toHaveLength(1);
    expect(polled()).toHaveLength(5);
  });

  test('after five failures within a minute', async () => {
    const { http, pass, changes, observer } = startModes(server());
    for (let turn = 0; turn < 5; turn += 1) {
      expect(changes).toEqual([]);
      http.latest().open(503, {});
      await pass(600);
    }
    await pass(60_000);
    expect(http.streams).toHaveLength(5);
    expect(changes).toEqual([
      'streaming → polling: streaming failed again and again: streaming flags failed: the server answered 503',
    ]);
    expect(new Set(observer.heard)).toEqual(new Set(['flags', 'unchanged']));
  });

  test('after five connections in a row that came to nothing, however slowly', async () => {
    const { http, pass, running } = startModes(server());
    for (let turn = 0; turn < 5; turn += 1) {
      expect(running.mode).toBe('streaming');
      await pass(30_000);
      http.latest().end(new UnleashError('TIMEOUT', 'no answer'));
      await pass(600);
    }
    expect(running.mode).toBe('polling');
  });

  test('not where a proxy cuts the stream every 20 s', async () => {
    const { http, pass, changes, observer, polled } = startModes(server());
    http.latest().open().send(connected('all', '1'));
    await pass(0);
    for (let turn = 0; turn < 20; turn += 1) {
      await pass(20_000);
      http.latest().end(RESET);
      await pass(600);
      http.latest().open().send(connected('{"events":[]}', '1'));
    }
    await pass(0);
    expect([changes, polled(), new Set(observer.heard)]).toEqual([[], [], new Set(['all', '{"events":[]}'])]);
  });
});

describe('a stream that was given up', () => {
  const giveUp = async (options: Parameters<typeof startModes>[1] = {}) => {
    const modes = startModes(server(), options);
    modes.http.latest().open(404, {});
    await modes.pass(0);
    return modes;
  };

  test('is tried again after 5 minutes, then twice as late each time, up to an hour, in silence', async () => {
    const { http, scheduler, pass, changes, observer } = await giveUp();
    const rests: number[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const begunAtMs = scheduler.nowMs;
      const count = http.streams.length;
      while (http.streams.length === count) {
        scheduler.runNext();
        await pass(0);
      }
      rests.push((scheduler.nowMs - begunAtMs) / 60_000);
      http.latest().open(404, {});
      await pass(0);
    }
    expect(rests).toEqual([5, 10, 20, 40, 60, 60]);
    expect(changes).toHaveLength(1);
    expect(observer.faults).toEqual([]);
  });

  test('takes over from polling when it works again, and rests briefly if it fails much later', async () => {
    const { http, pass, changes, running, polled } = await giveUp();
    await pass(300_000);
    const polls = polled().length;
    http.latest().open().send(connected('all', '1'));
    await pass(600_000);
    expect(polled()).toHaveLength(polls);
    expect(running.mode).toBe('streaming');
    expect(changes.at(-1)).toBe('polling → streaming: streaming works again');
    http.latest().end();
    await pass(600);
    http.latest().open(404, {});
    await pass(299_900);
    const streams = http.streams.length;
    await pass(100);
    expect(http.streams).toHaveLength(streams + 1);
  });

  test('is tried at once when somebody asks for it', async () => {
    const { http, pass, running, changes } = await giveUp();
    running.setMode('streaming', 'by hand');
    expect(http.streams).toHaveLength(2);
    http.latest().open(404, {});
    await pass(0);
    expect(changes.slice(1)).toEqual([
      'polling → streaming: by hand',
      'streaming → polling: the server offers no client/streaming (status 404)',
    ]);
  });

  test('is tried after 5 minutes again once somebody has asked for it', async () => {
    const { http, pass, running } = await giveUp();
    for (const restMs of [300_000, 600_000]) {
      await pass(restMs);
      http.latest().open(404, {});
      await pass(0);
    }
    running.setMode('streaming');
    http.latest().open(404, {});
    await pass(299_900);
    const { length } = http.streams;
    await pass(100);
    expect(http.streams).toHaveLength(length + 1);
  });

  test('has five failures each time, and nothing is said of them', async () => {
    const { http, pass, observer, changes } = startModes(server());
    for (const restMs of [300_000, 600_000]) {
      const { length } = http.streams;
      for (let turn = 0; turn < 5; turn += 1) {
        expect(http.streams).toHaveLength(length + turn);
        http.latest().open(503, {});
        await pass(600);
      }
      await pass(restMs - 600);
      expect(http.streams).toHaveLength(length + 5);
    }
    expect([observer.faults, changes.length]).toEqual([[], 1]);
  });

  test('is not tried after the end', async () => {
    const { running, scheduler } = await giveUp();
    running.stop();
    expect(scheduler.pending).toEqual([]);
  });

  test('is not tried again once polling is what is asked for', async () => {
    const { http, pass, running, scheduler, changes } = await giveUp();
    running.setMode('polling');
    await pass(0);
    expect(scheduler.pending).toEqual([15_000]);
    expect([http.streams.length, changes.length]).toEqual([1, 1]);
  });
});
