import { describe, expect, test } from 'vitest';
import type { Verdict } from '../source';
import { recordingObserver } from '../testing/recording-observer.testing';
import { scriptedHttp } from '../testing/scripted-http.testing';
import { startPolling } from '../testing/start-polling.testing';

const ENDPOINT = 'http://unleash.invalid/api/client/features';
const version = (text: string, etag?: string) => ({
  text,
  ...(etag === undefined ? {} : { headers: { etag } }),
});
const NOT_MODIFIED = { status: 304 };

const etagsOf = (http: ReturnType<typeof scriptedHttp>) => http.requests.map(({ etag }) => etag);

describe('the ETag', () => {
  test('of the last accepted answer is sent, and a 304 keeps it', async () => {
    const http = scriptedHttp(
      version('v1', '"1"'),
      NOT_MODIFIED,
      NOT_MODIFIED,
      version('v2', 'W/"2"'),
      NOT_MODIFIED,
    );
    const polling = startPolling(http);
    await polling.polls(4);
    expect(etagsOf(http)).toEqual([undefined, '"1"', '"1"', '"1"', 'W/"2"']);
    expect(polling.observer.heard).toEqual(['v1', 'unchanged', 'unchanged', 'v2', 'unchanged']);
  });

  test('of an answer that was refused is never sent', async () => {
    const judge = ({ text }: { text: string }): Verdict => (text === 'bad' ? 'refused' : 'accepted');
    const http = scriptedHttp(
      version('bad', '"1"'),
      version('v2', '"2"'),
      version('bad', '"3"'),
      NOT_MODIFIED,
    );
    const polling = startPolling(http, {}, recordingObserver(judge));
    expect(await polling.polls(3)).toEqual([1000, 1000, 1000]);
    expect(etagsOf(http)).toEqual([undefined, undefined, '"2"', '"2"']);
  });

  test('is forgotten when the observer needs everything anew', async () => {
    const verdicts: Verdict[] = ['accepted', 'resync', 'accepted'];
    const observer = recordingObserver(() => verdicts.shift() ?? 'refused');
    const http = scriptedHttp(version('v1', '"1"'), version('v2', '"2"'), version('v1', '"1"'));
    await startPolling(http, {}, observer).polls(2);
    expect(etagsOf(http)).toEqual([undefined, '"1"', undefined]);
    expect(observer.heard).toEqual(['v1', 'v2', 'v1']);
  });

  test('survives failures', async () => {
    const http = scriptedHttp(
      version('v1', '"1"'),
      { status: 503, headers: { etag: '"error"' } },
      NOT_MODIFIED,
    );
    await startPolling(http).polls(2);
    expect(etagsOf(http)).toEqual([undefined, '"1"', '"1"']);
  });

  test('known from a cache is sent to the endpoint it came from', async () => {
    const http = scriptedHttp(NOT_MODIFIED);
    const polling = startPolling(http, { initial: { etag: '"cached"', endpoint: ENDPOINT } });
    await polling.settled();
    expect(etagsOf(http)).toEqual(['"cached"']);
    expect(polling.observer.heard).toEqual(['unchanged']);
  });

  test('known from a cache is not sent to any other endpoint', async () => {
    for (const endpoint of [`${ENDPOINT}?project=web`, 'http://elsewhere.invalid/api/client/features', '']) {
      const http = scriptedHttp(version('v1'));
      await startPolling(http, { initial: { etag: '"cached"', endpoint } }).settled();
      expect(etagsOf(http)).toEqual([undefined]);
    }
  });
});

test('the same text again is no news, but its new ETag is taken', async () => {
  const http = scriptedHttp(version('v1', '"1"'), version('v1', '"2"'), version('v1'), version('v1'));
  const polling = startPolling(http);
  await polling.polls(3);
  expect(polling.observer.heard).toEqual(['v1', 'unchanged', 'unchanged', 'unchanged']);
  expect(etagsOf(http)).toEqual([undefined, '"1"', '"2"', undefined]);
});

test('a 304 that nobody asked for is a fault', async () => {
  const polling = startPolling(scriptedHttp(NOT_MODIFIED));
  await polling.settled();
  expect(polling.observer.faults[0]).toMatchObject({ code: 'UNAVAILABLE', status: 304 });
});
