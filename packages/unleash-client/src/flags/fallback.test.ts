import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { startOfflineClient } from '../testing/start-offline-client.testing';

const throwing = {
  apply: () => {
    throw new Error('strategy');
  },
};
const start = () =>
  startOfflineClient(
    featuresOf(
      'on',
      { name: 'off', enabled: false },
      { name: 'malformed', strategies: 7 },
      { name: 'failing', strategies: [{ name: 'Failing' }] },
      { name: 'saved', strategies: [{ name: 'Failing' }, { name: 'default' }] },
    ),
    { customStrategies: { Failing: throwing } },
  );
const MINE = { name: 'mine', enabled: true, payload: { type: 'string', value: 'x' } };

describe('a fallback (rule 26)', () => {
  test.each([
    ['an unknown flag', 'unknown', 'not-found'],
    ['a flag whose custom strategy threw', 'failing', 'error'],
  ])('answers for %s', async (_, name, reason) => {
    const { client, log } = await start();
    expect(client.isEnabled(name)).toBe(false);
    expect(client.isEnabled(name, {}, true)).toBe(true);
    expect(client.isEnabled(name, {}, () => true)).toBe(true);
    expect(client.isEnabled(name, {}, false)).toBe(false);
    expect(client.getVariant(name, {}, MINE)).toEqual({ ...MINE, feature_enabled: false });
    const on = { name: 'disabled', enabled: false, feature_enabled: true };
    expect(client.evaluate(name, {}, true)).toMatchObject({
      enabled: true,
      reason,
      fallback: true,
      variant: on,
    });
    expect(client.evaluate(name)).not.toHaveProperty('fallback');
    expect(log.lines.length).toBeLessThan(3);
  });

  test('answers while no flags are loaded', () => {
    const { client, log } = createTestClient();
    expect(client.isEnabled('on', {}, true)).toBe(true);
    expect(client.evaluate('on', {}, true)).toMatchObject({
      enabled: true,
      reason: 'not-ready',
      fallback: true,
    });
    expect(log.lines).toHaveLength(1);
  });

  test.each([
    ['on', true],
    ['off', false],
    ['malformed', false],
    ['saved', true],
  ])('does not answer for the flag %s', async (name, enabled) => {
    const { client, log } = await start();
    const fallback = vi.fn(() => !enabled);
    expect(client.isEnabled(name, {}, fallback)).toBe(enabled);
    expect(client.evaluate(name, {}, fallback)).toMatchObject({ enabled });
    expect(client.evaluate(name, {}, fallback)).not.toHaveProperty('fallback');
    expect(client.getVariant(name, {}, MINE).name).toBe('disabled');
    expect(fallback).not.toHaveBeenCalled();
    expect(log.lines.length).toBeGreaterThan(0);
  });

  test('gets the name and the context', async () => {
    const { client, log } = await start();
    const fallback = vi.fn(() => true);
    client.isEnabled('unknown', { userId: '7' }, fallback);
    client.evaluate('unknown', undefined, fallback);
    expect(fallback.mock.calls).toEqual([
      ['unknown', { userId: '7' }],
      ['unknown', {}],
    ]);
    expect(log.lines).toHaveLength(1);
  });

  const odd: [string, () => unknown, string][] = [
    [
      'throws',
      () => {
        throw new Error('oh');
      },
      'the fallback of flag "unknown" threw: oh',
    ],
    [
      'throws nothing',
      () => {
        throw undefined;
      },
      'the fallback of flag "unknown" threw: unknown fault',
    ],
    [
      'returns a promise',
      async () => true,
      'the fallback of flag "unknown" must return true or false, got a promise',
    ],
    [
      'rejects',
      async () => {
        throw new Error('late');
      },
      'the fallback of flag "unknown" must return true or false, got a promise',
    ],
    [
      'returns a truthy value',
      () => 'yes',
      'the fallback of flag "unknown" must return true or false, got string',
    ],
    [
      'returns nothing',
      () => undefined,
      'the fallback of flag "unknown" must return true or false, got undefined',
    ],
  ];
  test.each(odd)('that %s counts as false, with one error', async (_, fallback, message) => {
    const { client, eventsOf, log } = await startOfflineClient(undefined);
    for (let times = 0; times < 3; times += 1) {
      expect(client.isEnabled('unknown', {}, fallback as () => boolean)).toBe(false);
      expect(client.evaluate('unknown', {}, fallback as () => boolean).enabled).toBe(false);
    }
    expect(eventsOf('error').map(({ error }) => [error.code, error.message])).toEqual([
      ['STRATEGY', message],
    ]);
    expect(log.lines).toEqual([`error: [unleash] ${message}`]);
  });

  test('that returns another kind of promise is taken for one, and its rejection is caught', async () => {
    class Later {
      // biome-ignore lint/suspicious/noThenProperty: promises of other libraries are objects with this method
      then = vi.fn();
    }
    const later = new Later();
    const { client, log } = await startOfflineClient(undefined);
    expect(client.isEnabled('unknown', {}, () => later as never)).toBe(false);
    expect(later.then).toHaveBeenCalledWith(undefined, expect.any(Function));
    expect(log.lines).toEqual([expect.stringContaining('must return true or false, got a promise')]);
  });

  test('variant is handed out as a frozen copy', async () => {
    const { client } = await startOfflineClient(undefined);
    const mine = { ...MINE, payload: { ...MINE.payload }, feature_enabled: true };
    const answer = client.getVariant('unknown', {}, mine);
    expect(answer).toEqual(mine);
    expect(answer).not.toBe(mine);
    expect([answer, answer.payload].every(Object.isFrozen)).toBe(true);
    expect([mine, mine.payload].some(Object.isFrozen)).toBe(false);
  });

  test.each([
    ['null', null],
    ['a string', 'mine'],
    [
      'an object whose getter throws',
      {
        get name(): string {
          throw new Error('closed');
        },
      },
    ],
    ['a variant without a name', { enabled: true }],
  ])('variant that is %s counts as none, with one error', async (_, variant) => {
    const { client, log } = await startOfflineClient(undefined);
    for (let times = 0; times < 3; times += 1) {
      expect(client.getVariant('unknown', {}, variant as never)).toEqual({
        name: 'disabled',
        enabled: false,
        feature_enabled: false,
      });
    }
    expect(log.lines).toEqual([expect.stringContaining('error: [unleash] the fallback of flag "unknown"')]);
  });
});
