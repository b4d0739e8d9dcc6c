import { describe, expect, test } from 'vitest';
import { scriptedPaths } from '../testing/scripted-http.testing';
import { connected } from '../testing/sse.testing';
import { startModes } from '../testing/start-modes.testing';
import type { Mode } from './mode';

const server = () =>
  scriptedPaths({
    'client/features': [{ text: 'flags', headers: { etag: '"1"' } }],
    'client/delta': [{ text: 'delta', headers: { etag: '1' } }],
  });
const MODES: readonly Mode[] = ['polling', 'delta', 'streaming'];

describe('setMode', () => {
  const pairs = MODES.flatMap((from) => MODES.filter((to) => to !== from).map((to) => [from, to] as const));

  test.each(pairs)('goes from %s to %s, beginning with everything', async (from, to) => {
    const { running, pass, observer, changes, http, polled, scheduler } = startModes(server(), {
      mode: from,
    });
    if (from === 'streaming') http.latest().open().send(connected('stream', '1'));
    await pass(0);
    running.setMode(to, 'by hand');
    expect(running.mode).toBe(to);
    if (to === 'streaming') http.latest().open().send(connected('stream', '1'));
    await pass(100);
    const text = { polling: 'flags', delta: 'delta', streaming: 'stream' };
    expect(observer.heard).toEqual([text[from], text[to]]);
    expect(http.requests.every(({ etag }) => etag === undefined)).toBe(true);
    expect(http.streams.every(({ lastEventId }) => lastEventId === undefined)).toBe(true);
    expect(changes).toEqual([`${from} → ${to}: by hand`]);
    await pass(60_000);
    expect(
      polled()
        .slice(2)
        .every((path) => path === (to === 'polling' ? 'features' : 'delta')),
    ).toBe(true);
    running.stop();
    expect(scheduler.pending).toEqual([]);
    expect(http.streams.every(({ isOver }) => isOver)).toBe(true);
  });

  test('to the mode in use changes nothing', async () => {
    for (const mode of MODES) {
      const { running, pass, changes, http } = startModes(server(), { mode });
      await pass(0);
      running.setMode(mode);
      await pass(0);
      expect(changes).toEqual([]);
      expect(http.requests.length + http.streams.length).toBe(1);
    }
  });

  test('during a fetch silences its answer', async () => {
    const { running, pass, observer, changes } = startModes(server(), { mode: 'delta' });
    running.setMode('polling');
    await pass(0);
    expect(observer.heard).toEqual(['flags']);
    expect(changes).toEqual(['delta → polling: setMode was called']);
  });

  test('goes on polling until the new mode delivers', async () => {
    const { running, pass, observer, http } = startModes(server(), { mode: 'polling' });
    await pass(0);
    running.setMode('streaming');
    await pass(15_000);
    expect(observer.heard).toEqual(['flags', 'unchanged']);
    expect(http.streams).toHaveLength(1);
  });

  test('to and fro a hundred times leaves one source at work', async () => {
    const { running, pass, http, scheduler } = startModes(server());
    for (let turn = 0; turn < 100; turn += 1) {
      running.setMode(MODES[turn % 3] ?? 'polling');
      if (turn % 7 === 0) await pass(0);
    }
    running.setMode('polling');
    await pass(0);
    expect(http.streams.every(({ isOver }) => isOver)).toBe(true);
    expect(scheduler.pending).toEqual([15_000]);
  });

  test('after the end does nothing', async () => {
    const { running, scheduler, http, changes } = startModes(server());
    running.stop();
    running.setMode('polling');
    await running.refresh();
    expect([scheduler.pending, http.requests, changes]).toEqual([[], [], []]);
  });

  test('before anything has arrived does not ask for changes to what another mode is fetching', async () => {
    const initial = { etag: '5', endpoint: 'http://unleash.invalid/api/client/delta' };
    const { running, pass, observer, http } = startModes(server(), { mode: 'polling', initial });
    running.setMode('delta');
    await pass(0);
    expect(http.requests.map(({ path, etag }) => [path, etag])).toEqual([
      ['client/features', undefined],
      ['client/delta', undefined],
    ]);
    expect(observer.heard.at(-1)).toBe('delta');
  });

  test('from delta to a stream that fails is helped out by a poll at once', async () => {
    const { running, pass, observer, http } = startModes(server(), { mode: 'delta' });
    await pass(0);
    running.setMode('streaming');
    http.latest().open(503, {});
    await pass(0);
    expect(observer.heard).toEqual(['delta', 'flags']);
  });
});
