import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { recordingObserver } from '../testing/recording-observer.testing';
import { scriptedHttp } from '../testing/scripted-http.testing';
import { startDelta } from '../testing/start-polling.testing';

const ENDPOINT = 'http://unleash.invalid/api/client/delta';
const DOWN = new UnleashError('UNAVAILABLE', 'connect ECONNREFUSED');
const NOT_MODIFIED = { status: 304 };
const delta = (text: string, etag?: string) => ({ text, ...(etag ? { headers: { etag } } : {}) });
const etagsOf = (http: ReturnType<typeof scriptedHttp>) => http.requests.map(({ etag }) => etag);

test('asks for everything, then for what has changed since, and echoes the ETag as it came', async () => {
  const http = scriptedHttp(delta('all', '7'), NOT_MODIFIED, delta('change', '"8"'), NOT_MODIFIED);
  const query = [['project', 'web']] as const;
  const polling = startDelta(http, { query });
  expect(await polling.polls(3)).toEqual([1000, 1000, 1000]);
  expect(etagsOf(http)).toEqual([undefined, '7', '7', '"8"']);
  expect(polling.observer.heard).toEqual(['all', 'unchanged', 'change', 'unchanged']);
  expect(http.requests[0]).toMatchObject({ path: 'client/delta', query, intervalMs: 1000 });
  expect(polling.observer.snapshots[0]).toEqual({
    kind: 'delta',
    text: 'all',
    etag: '7',
    endpoint: `${ENDPOINT}?project=web`,
  });
});

test('hands on the same changes each time they come: other flags may have come in between', async () => {
  const polling = startDelta(
    scriptedHttp(delta('on', '1'), delta('off', '2'), delta('on', '3'), delta('on', '3')),
  );
  await polling.polls(3);
  expect(polling.observer.heard).toEqual(['on', 'off', 'on', 'on']);
});

test('a version known from a cache is sent to its own endpoint, and to no other', async () => {
  for (const [endpoint, sent] of [
    [ENDPOINT, '7'],
    ['http://unleash.invalid/api/client/features', undefined],
  ] as const) {
    const http = scriptedHttp(NOT_MODIFIED);
    await startDelta(http, { initial: { etag: '7', endpoint } }).settled();
    expect(etagsOf(http)).toEqual([sent]);
  }
});

describe('changes that cannot be applied', () => {
  test('are followed by everything at once', async () => {
    const verdicts = ['accepted', 'resync', 'accepted'] as const;
    let turn = 0;
    const observer = recordingObserver(() => verdicts[turn++] ?? 'accepted');
    const http = scriptedHttp(delta('all', '1'), delta('gap', '3'), delta('everything', '3'), NOT_MODIFIED);
    const polling = startDelta(http, {}, observer);
    expect(await polling.polls(2)).toEqual([1000, 1000]);
    expect(etagsOf(http)).toEqual([undefined, '1', undefined, '3']);
    expect(observer.heard).toEqual(['all', 'gap', 'everything', 'unchanged']);
    expect(observer.faults).toEqual([]);
  });

  test('cause one more request per poll at most, and a backoff where everything is of no use either', async () => {
    const observer = recordingObserver(({ text }) => (text === 'all' ? 'accepted' : 'resync'));
    const http = scriptedHttp(delta('all', '1'), delta('bad', '2'));
    const polling = startDelta(http, { random: () => 1, retries: 3 }, observer);
    expect(await polling.polls(4)).toEqual([1000, 3000, 5000, 9000]);
    expect(etagsOf(http)).toEqual([undefined, '1', undefined, undefined, undefined, undefined]);
    expect(observer.faults).toEqual([]);
  });

  test('are no reason for quick tries of a first fetch', async () => {
    const observer = recordingObserver(() => 'refused');
    const polling = startDelta(scriptedHttp(delta('bad', '2')), { random: () => 1, retries: 3 }, observer);
    expect(await polling.polls(2)).toEqual([3000, 5000]);
  });

  test('make the next fetch ask for everything when they were refused', async () => {
    const observer = recordingObserver(({ text }) => (text === 'page' ? 'refused' : 'accepted'));
    const http = scriptedHttp(delta('all', '1'), delta('page'), delta('all', '2'), NOT_MODIFIED);
    await startDelta(http, {}, observer).polls(3);
    expect(etagsOf(http)).toEqual([undefined, '1', undefined, '2']);
  });

  test('and a server that is down by then end in a fault, and everything comes later', async () => {
    const observer = recordingObserver(({ text }) => (text === 'gap' ? 'resync' : 'accepted'));
    const http = scriptedHttp(delta('all', '1'), delta('gap', '2'), DOWN, delta('all', '2'));
    await startDelta(http, {}, observer).polls(2);
    expect(etagsOf(http)).toEqual([undefined, '1', undefined, undefined]);
    expect(observer.heard).toEqual(['all', 'gap', 'UNAVAILABLE', 'all']);
  });
});

test('stopped by its observer while it asks for everything anew, it is silent', async () => {
  let stop: () => void = () => undefined;
  const observer = recordingObserver(() => {
    stop();
    return 'resync';
  });
  const http = scriptedHttp(delta('gap', '2'));
  const polling = startDelta(http, { initial: { etag: '1', endpoint: ENDPOINT } }, observer);
  stop = polling.running.stop;
  await polling.settled();
  expect(http.requests).toHaveLength(1);
  expect(polling.scheduler.pending).toEqual([]);
});

test('keeps the rhythm of polling: 401 slowly, Retry-After, 404 as any other fault', async () => {
  const statuses = [
    { status: 401 },
    { status: 429, headers: { 'retry-after': '30' } },
    { status: 404 },
    delta('all', '1'),
  ] as const;
  const polling = startDelta(scriptedHttp(...statuses), { retries: 0 });
  expect(await polling.polls(4)).toEqual([10_000, 30_000, 1000, 1000]);
});
