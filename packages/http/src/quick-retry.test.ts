import { expect, test } from 'vitest';
import { isFleeting, quickDelay } from './quick-retry';
import { type ErrorCode, UnleashError } from './unleash-error';

test('only faults that may pass within seconds are worth a quick try', () => {
  const codes: readonly ErrorCode[] = [
    'UNAVAILABLE',
    'TIMEOUT',
    'HEADERS',
    'UNAUTHORIZED',
    'REDIRECT',
    'TOO_LARGE',
  ];
  expect(codes.filter((code) => isFleeting(new UnleashError(code, 'x')))).toEqual(codes.slice(0, 3));
});

test('a quick try follows after 0.5 to 2 s', () => {
  expect([0, 0.5, 1].map((chance) => quickDelay(() => chance))).toEqual([500, 1250, 2000]);
});
