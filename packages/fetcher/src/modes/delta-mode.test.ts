import { expect, test } from 'vitest';
import { type Answer, scriptedPaths } from '../testing/scripted-http.testing';
import { startModes } from '../testing/start-modes.testing';
import { turn } from '../testing/turn.testing';

const FLAGS = { text: 'flags', headers: { etag: '"1"' } };
const server = (delta: [Answer, ...Answer[]]) =>
  scriptedPaths({ 'client/features': [FLAGS, { status: 304 }], 'client/delta': delta });

test('polls the delta endpoint alone', async () => {
  const { pass, polled, observer, running } = startModes(server([{ text: 'all' }, { text: 'change' }]), {
    mode: 'delta',
  });
  await pass(15_000);
  expect(polled()).toEqual(['delta', 'delta']);
  expect(observer.heard).toEqual(['all', 'change']);
  expect(running.mode).toBe('delta');
});

test('without the endpoint polls at once, says so once, and looks for it again rarely', async () => {
  const { pass, polled, observer, changes } = startModes(server([{ status: 404 }]), { mode: 'delta' });
  await pass(0);
  expect(observer.heard).toEqual(['flags']);
  await pass(900_000);
  expect(polled().filter((path) => path === 'delta')).toHaveLength(3);
  expect(changes).toEqual(['delta → polling: the server offers no client/delta (status 404)']);
  expect(observer.faults).toEqual([]);
});

test('takes over from polling once the endpoint is there, beginning with everything', async () => {
  const http = server([{ status: 404 }, { text: 'all', headers: { etag: '5' } }, { status: 304 }]);
  const { pass, polled, changes, running } = startModes(http, { mode: 'delta' });
  await pass(300_000);
  expect(running.mode).toBe('delta');
  const { length } = polled();
  await pass(30_000);
  expect(polled().slice(length)).toEqual(['delta', 'delta']);
  expect(http.requests.filter(({ path }) => path === 'client/delta').map(({ etag }) => etag)).toEqual([
    undefined,
    undefined,
    '5',
    '5',
  ]);
  expect(changes.at(-1)).toBe('polling → delta: delta works again');
});

test('a refresh of a server without the endpoint settles with flags', async () => {
  const http = server([{ status: 404 }]);
  const request: typeof http.request = async (api) => {
    await turn();
    return http.request(api);
  };
  const { running, observer } = startModes({ ...http, request }, { mode: 'delta' });
  await running.refresh();
  expect(observer.heard).toEqual(['flags']);
});

test('other faults are told, and do not change the mode', async () => {
  const { pass, observer, running } = startModes(server([{ status: 503 }, { text: 'all' }]), {
    mode: 'delta',
  });
  await pass(15_000);
  expect(observer.heard).toEqual(['UNAVAILABLE', 'all']);
  expect(running.mode).toBe('delta');
});

test('a version in the cache is asked about', async () => {
  const initial = { etag: '5', endpoint: 'http://unleash.invalid/api/client/delta' };
  const { pass, observer, http } = startModes(server([{ status: 304 }]), { mode: 'delta', initial });
  await pass(0);
  expect([observer.heard, http.requests[0]?.etag]).toEqual([['unchanged'], '5']);
});
