import { UnleashError } from '@unleash-client/http';
import { expect, test } from 'vitest';
import { planReconnect, type Reconnect } from './plan-reconnect';

const failed = (status?: number, retryAfterMs?: number) =>
  new UnleashError(status === 401 || status === 403 ? 'UNAUTHORIZED' : 'UNAVAILABLE', 'x', {
    status,
    retryAfterMs,
  });
const plan = (changes: Partial<Reconnect>) =>
  planReconnect({ error: failed(), failures: 0, random: () => 1, ...changes });

test('chooses from twice as long a time after each failure, 30 s at most', () => {
  const all = [0, 1, 2, 3, 4, 5, 6, 5000];
  expect(all.map((failures) => plan({ failures }))).toEqual([
    1600, 2600, 4600, 8600, 16_600, 30_000, 30_000, 30_000,
  ]);
  expect(plan({ failures: 3, random: () => 0.5 })).toBe(4600);
});

test('leaves 0.6 s at least, so that there are at most nine connections in 5 s, whatever chance says', () => {
  expect(plan({ random: () => 0 })).toBe(600);
  expect(plan({ failures: 9, random: () => 0 })).toBe(600);
});

test('takes its time where the next minutes will hardly help', () => {
  for (const status of [401, 403, 404, 410, 501, 200]) expect(plan({ error: failed(status) })).toBe(150_000);
});

test('never comes back sooner than Retry-After, and not with all others at once', () => {
  expect(plan({ error: failed(503, 60_000), random: () => 0 })).toBe(60_000);
  expect(plan({ error: failed(503, 60_000) })).toBe(61_000);
  expect(plan({ error: failed(429, 0), random: () => 0 })).toBe(600);
  expect(plan({ error: failed(401, 600_000), random: () => 0 })).toBe(600_000);
});

test('spreads the clients that lose their streams together', () => {
  const delays = Array.from({ length: 100 }, (_, client) => plan({ random: () => client / 100 }));
  const crowd = delays.map((delay) => delays.filter((other) => other >= delay && other < delay + 100).length);
  expect(Math.max(...crowd)).toBeLessThanOrEqual(11);
});
