import { expect, test } from 'vitest';
import { parseFetchMode } from '../parse-fetch-mode';
import { scriptedPaths } from '../testing/scripted-http.testing';
import { connected, sse } from '../testing/sse.testing';
import { startModes } from '../testing/start-modes.testing';

const WISH = { text: 'flags', headers: { 'fetch-mode': 'streaming' } };
const wishing = () => scriptedPaths({ 'client/features': [WISH], 'client/delta': [WISH] });

test('is read from a header, and from JSON', () => {
  expect(['polling', ' "streaming" ', '"polling"'].map(parseFetchMode)).toEqual([
    'polling',
    'streaming',
    'polling',
  ]);
  for (const other of [undefined, '', 'delta', '"', '"streaming', '{"mode":"polling"}']) {
    expect(parseFetchMode(other)).toBeUndefined();
  }
});

test('polling, in a stream, ends it until the server asks for a stream again', async () => {
  const { http, pass, running, changes, observer } = startModes(wishing());
  http.latest().open().send(connected('all', '1'), sse('fetch-mode', '"polling"'), connected('late', '2'));
  await pass(0);
  expect(running.mode).toBe('polling');
  expect(http.latest().isOver).toBe(true);
  expect(observer.heard).toEqual(['all', 'flags']);
  await pass(14_900);
  expect(http.streams).toHaveLength(1);
  await pass(100);
  expect(http.streams).toHaveLength(2);
  expect(http.latest().lastEventId).toBeUndefined();
  http.latest().open().send(connected('all again', '3'));
  await pass(0);
  expect(running.mode).toBe('streaming');
  expect(changes).toEqual([
    'streaming → polling: the server asked for polling',
    'polling → streaming: streaming works again',
  ]);
});

test('that nobody knows, in a stream, changes nothing', async () => {
  const { http, pass, running, observer } = startModes(wishing());
  http.latest().open().send(connected('all', '1'), sse('fetch-mode', '"pigeon"'), connected('more', '2'));
  await pass(0);
  expect(running.mode).toBe('streaming');
  expect(observer.heard).toEqual(['all', 'more']);
});

test('polling is obeyed for an hour where the server says nothing more', async () => {
  const { http, scheduler, pass } = startModes(scriptedPaths({ 'client/features': [{ text: 'flags' }] }), {
    intervalMs: 0,
  });
  http.latest().open().send(sse('fetch-mode', 'polling'));
  await pass(0);
  expect(scheduler.pending).toEqual([3_600_000]);
});

test('streaming is no reason to try a stream sooner that has just been given up', async () => {
  const { http, pass } = startModes(wishing());
  http.latest().open(404, {});
  await pass(120_000);
  expect(http.streams).toHaveLength(1);
});

test('polling, in an answer to a poll that helps out, ends the stream that has not delivered', async () => {
  const http = scriptedPaths({
    'client/features': [{ text: 'flags', headers: { 'fetch-mode': 'polling' } }],
  });
  const { pass, running } = startModes(http);
  await pass(1000);
  expect([running.mode, http.latest().isOver]).toEqual(['polling', true]);
});

test.each(['polling', 'delta'] as const)('is not heard where the application asked for %s', async (mode) => {
  const { http, pass, running } = startModes(wishing(), { mode });
  await pass(60_000);
  expect([running.mode, http.streams.length]).toEqual([mode, 0]);
});

test('streaming is not heard either once the application has asked for another try', async () => {
  const { http, pass, running } = startModes(wishing());
  http.latest().open().send(sse('fetch-mode', 'polling'));
  await pass(0);
  running.setMode('streaming');
  http.latest().open(404, {});
  await pass(120_000);
  expect(http.streams).toHaveLength(2);
});

test('polling, in an answer to a poll, is no reason to give up looking for delta', async () => {
  const http = scriptedPaths({
    'client/features': [{ text: 'flags', headers: { 'fetch-mode': 'polling' } }],
    'client/delta': [{ status: 503 }],
  });
  const { pass, running } = startModes(http, { mode: 'polling' });
  running.setMode('delta');
  await pass(60_000);
  expect(running.mode).toBe('delta');
});
