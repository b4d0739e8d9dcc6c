import { parsePayload } from '@unleash-client/core';
import { expect, test } from 'vitest';
import { asByteText, hashableContext, hashesNonAscii, isAscii } from './utf8-oracle';

test('the byte text of a text has one character a UTF-8 byte', () => {
  expect([...asByteText('é😀')].map((char) => char.charCodeAt(0))).toEqual([
    0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80,
  ]);
  expect(asByteText('plain')).toBe('plain');
});

test('only ids that are not ASCII are rewritten', () => {
  const properties = { tenant: 'ö', email: 'josé@example.com' };
  expect(hashableContext({ appName: 'e2e', userId: 'ada', sessionId: 'é', properties })).toEqual({
    appName: 'e2e',
    userId: 'ada',
    sessionId: 'Ã©',
    properties: { tenant: 'Ã¶', email: 'josé@example.com' },
  });
  expect(hashableContext({ appName: 'e2e', userId: 'ada', properties: {} })).toBeUndefined();
});

test('a missing id is as good as an ASCII one', () => {
  expect([isAscii(undefined), isAscii(''), isAscii('a~'), isAscii('é')]).toEqual([true, true, true, false]);
});

test('a flag hashes what its parents hash', () => {
  const half = {
    name: 'flexibleRollout',
    parameters: { rollout: '50', stickiness: 'default', groupId: 'g' },
  };
  const { payload } = parsePayload({
    features: [
      { name: 'parent', enabled: true, strategies: [half] },
      { name: 'child', enabled: true, strategies: [], dependencies: [{ feature: 'parent' }] },
    ],
  });
  if (payload === null) throw new Error('the payload is malformed');
  const child = payload.flags.get('child');
  if (child === undefined) throw new Error('there is no child');
  expect(hashesNonAscii(child, { appName: 'e2e', userId: 'é', properties: {} }, payload)).toBe(true);
  expect(
    hashesNonAscii(child, { appName: 'e2e', userId: 'e', sessionId: 'é', properties: {} }, payload),
  ).toBe(false);
});
