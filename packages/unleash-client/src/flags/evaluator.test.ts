import type { Context } from '@unleash-client/core';
import { describe, expect, test } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { featuresOf } from '../testing/features-of.testing';
import { startOfflineClient } from '../testing/start-offline-client.testing';
import type { UnleashClient } from '../unleash-client';

const forUser = (...values: string[]) => [
  { name: 'default', constraints: [{ contextName: 'userId', operator: 'IN', values }] },
];
const OFF = { name: 'disabled', enabled: false, feature_enabled: false };
const ON = { name: 'disabled', enabled: false, feature_enabled: true };
const payload = { type: 'json', value: '{"a":1}' };

describe('getVariant', () => {
  const bootstrap = featuresOf(
    { name: 'varied', variants: [{ name: 'blue', weight: 1, payload }] },
    'plain',
    { name: 'off', enabled: false, variants: [{ name: 'blue', weight: 1 }] },
  );

  test.each([
    ['varied', { name: 'blue', enabled: true, feature_enabled: true, payload }],
    ['plain', ON],
    ['off', OFF],
    ['unknown', OFF],
  ])('of the flag %s is the same record each time', async (name, variant) => {
    const { client } = await startOfflineClient(bootstrap);
    expect(client.getVariant(name, { userId: '7' })).toEqual(variant);
    expect(client.evaluate(name, { userId: '7' }).variant).toEqual(variant);
  });

  test('answers with what nobody can change', async () => {
    const { client } = await startOfflineClient(bootstrap);
    const variant = client.getVariant('varied');
    expect(() => Object.assign(variant, { name: 'red' })).toThrow(TypeError);
    expect(() => Object.assign(variant.payload ?? {}, { value: 'red' })).toThrow(TypeError);
    for (const name of ['plain', 'off', 'unknown'])
      expect(client.getVariant(name)).toSatisfy(Object.isFrozen);
    expect(client.getVariant('varied').payload).toEqual(payload);
  });
});

describe('evaluate', () => {
  test('says why', async () => {
    const { client } = await startOfflineClient(
      featuresOf(
        'plain',
        { name: 'off', enabled: false },
        { name: 'user', strategies: forUser('7') },
        { name: 'child', dependencies: [{ feature: 'off' }] },
      ),
    );
    const reasonOf = (name: string) => {
      const {
        flag: _,
        enabled: __,
        variant: ___,
        impressionData: ____,
        ...why
      } = client.evaluate(name, { userId: '7' });
      return why;
    };
    expect(reasonOf('plain')).toEqual({ reason: 'no-strategies' });
    expect(reasonOf('off')).toEqual({ reason: 'disabled' });
    expect(reasonOf('user')).toEqual({ reason: 'strategy', strategy: { index: 0, name: 'default' } });
    expect(reasonOf('child')).toEqual({ reason: 'parent', parent: 'off' });
    expect(reasonOf('unknown')).toEqual({ reason: 'not-found' });
  });

  test('says that no flags are there yet', () => {
    const { client, log } = createTestClient();
    expect(client.evaluate('any')).toMatchObject({ enabled: false, reason: 'not-ready', variant: OFF });
    expect(client.explain('any').evaluation.reason).toBe('not-ready');
    expect(client.evaluateAll()).toEqual(new Map());
    expect(log.lines).toHaveLength(1);
  });
});

describe('evaluateAll', () => {
  test('evaluates every flag in one context', async () => {
    const { client } = await startOfflineClient(
      featuresOf('plain', { name: 'user', strategies: forUser('7') }),
    );
    const all = client.evaluateAll({ userId: '8' });
    expect([...all].map(([name, { enabled, reason }]) => [name, enabled, reason])).toEqual([
      ['plain', true, 'no-strategies'],
      ['user', false, 'no-match'],
    ]);
    all.clear();
    expect(client.evaluateAll().size).toBe(2);
  });
});

describe('explain', () => {
  test('shows each strategy and constraint', async () => {
    const { client } = await startOfflineClient(featuresOf({ name: 'user', strategies: forUser('7', '8') }));
    const definition = { contextName: 'userId', operator: 'IN', values: ['7', '8'] };
    expect(client.explain('user', { userId: '9' })).toMatchObject({
      evaluation: { enabled: false, reason: 'no-match' },
      strategies: [
        { index: 0, name: 'default', passes: false, constraints: [{ definition, passes: false }] },
      ],
    });
    expect(client.explain('unknown')).toMatchObject({ evaluation: { reason: 'not-found' }, strategies: [] });
  });
});

describe('featureDefinitions', () => {
  test('tells type and project of each flag in use', async () => {
    const { client } = await startOfflineClient(
      featuresOf({ name: 'a', type: 'experiment', project: 'web' }, 'b', { name: '__proto__', type: null }),
    );
    const nothing = { type: undefined, project: undefined };
    expect([...client.featureDefinitions()]).toEqual([
      ['a', { type: 'experiment', project: 'web' }],
      ['b', nothing],
      ['__proto__', nothing],
    ]);
    client.featureDefinitions().clear();
    expect(client.featureDefinitions().size).toBe(3);
  });
});

describe('names are ordinary', () => {
  const names = ['__proto__', 'constructor', 'toString', '', ' ', '🚀', 'x'.repeat(1_000_000)];

  test.each(names.map((name) => [name.slice(0, 20), name]))('%j, known', async (_, name) => {
    const { client } = await startOfflineClient(featuresOf({ name, variants: [{ name, weight: 1 }] }));
    expect(client.isEnabled(name)).toBe(true);
    expect(client.getVariant(name).name).toBe(name);
    expect(client.evaluate(name).flag).toBe(name);
    expect(client.evaluateAll().get(name)?.enabled).toBe(true);
    expect(client.featureDefinitions().has(name)).toBe(true);
  });

  test.each(names.map((name) => [name.slice(0, 20), name]))('%j, unknown', async (_, name) => {
    const { client } = await startOfflineClient(featuresOf('other'));
    expect(client.isEnabled(name)).toBe(false);
    expect(client.isEnabled(name, {}, true)).toBe(true);
    expect(client.getVariant(name)).toEqual(OFF);
    expect(client.evaluate(name).reason).toBe('not-found');
  });

  test.each([undefined, null, 7, {}, Symbol('s'), Object.create(null)])('%o is no name', async (name) => {
    const { client, log } = await startOfflineClient(featuresOf('undefined', 'null', '7', '[object Object]'));
    expect(client.isEnabled(name)).toBe(false);
    expect(client.evaluate(name).reason).toBe('not-found');
    expect(client.getVariant(name)).toEqual(OFF);
    expect(client.isEnabled(name, {}, 'yes' as never)).toBe(false);
    expect(
      client.isEnabled(name, {}, () => {
        throw new Error('no');
      }),
    ).toBe(false);
    expect(log.lines).toEqual([expect.stringContaining('the fallback of flag')]);
  });

  test('a message about a flag with a name of a megabyte stays short', async () => {
    const name = 'x'.repeat(1_000_000);
    const flag = { name, strategies: [{ name: 'Nobody' }, { name: 'Failing' }] };
    const { client, events, log } = await startOfflineClient(featuresOf(flag), {
      customStrategies: {
        Failing: {
          apply: () => {
            throw new Error(name);
          },
        },
      },
    });
    expect(client.isEnabled(name)).toBe(false);
    const messages = events.flatMap((event) =>
      event.eventType === 'warn' ? [event.message] : event.eventType === 'error' ? [event.error.message] : [],
    );
    expect(messages).toHaveLength(2);
    for (const message of [...messages, ...log.lines]) expect(message.length).toBeLessThan(1000);
  });
});

describe('contexts can be anything', () => {
  const hostile = new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap');
      },
      ownKeys: () => {
        throw new Error('trap');
      },
      getOwnPropertyDescriptor: () => {
        throw new Error('trap');
      },
    },
  );
  const getter = {
    get userId(): string {
      throw new Error('closed');
    },
  };
  const ask = (client: UnleashClient, context: unknown) => client.isEnabled('user', context as Context);

  test.each([
    ['null', null],
    ['a string', 'user 7'],
    ['a number', 7],
    ['a function', () => 7],
    ['a list', ['7']],
    ['a proxy whose traps throw', hostile],
    ['an object whose getter throws', getter],
    ['an object without prototype', Object.create(null)],
    ['an object whose properties are no object', { properties: 'x' }],
    ['an object with a symbol', { userId: Symbol('7') }],
  ])('%s', async (_, context) => {
    const { client, log } = await startOfflineClient(
      featuresOf({ name: 'user', strategies: forUser('7'), impressionData: true }, 'plain'),
    );
    expect(ask(client, context)).toBe(false);
    expect(client.isEnabled('plain', context as Context)).toBe(true);
    expect(client.getVariant('user', context as Context)).toEqual(OFF);
    expect(client.evaluate('user', context as Context).reason).toBe('no-match');
    expect(client.explain('user', context as Context).evaluation.enabled).toBe(false);
    expect(client.evaluateAll(context as Context).size).toBe(2);
    expect(log.lines.every((line) => line.startsWith('warn: '))).toBe(true);
  });
});
