import { describe, expect, test, vi } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { featuresOf } from '../testing/features-of.testing';
import { startOfflineClient } from '../testing/start-offline-client.testing';

const bootstrap = featuresOf(
  { name: 'parent', impressionData: true, variants: [{ name: 'v', weight: 1 }] },
  { name: 'child', impressionData: true, dependencies: [{ feature: 'parent' }] },
  { name: 'off', impressionData: true, enabled: false },
  { name: 'failing', impressionData: true, strategies: [{ name: 'Failing' }] },
  'silent',
);
const customStrategies: UnleashOptions['customStrategies'] = {
  Failing: {
    apply: () => {
      throw new Error('no');
    },
  },
};

async function start(options: Partial<UnleashOptions> = {}) {
  const made = await startOfflineClient(bootstrap, { customStrategies, ...options });
  const impressions = vi.fn();
  made.client.on('impression', impressions);
  /** What the impressions so far say, the context aside. */
  const told = () => impressions.mock.calls.map(([{ context: _, eventId: __, ...event }]) => event);
  return { ...made, impressions, told };
}

const DISABLED = { name: 'disabled', enabled: false };

describe('an impression', () => {
  test('of isEnabled is a feature_flag event', async () => {
    const { client, told } = await start();
    client.isEnabled('parent');
    client.isEnabled('off');
    expect(told()).toEqual([
      { eventType: 'feature_flag', featureName: 'parent', enabled: true },
      { eventType: 'feature_flag', featureName: 'off', enabled: false },
    ]);
  });

  test('of getVariant and of evaluate is a variant event, one each', async () => {
    const { client, told } = await start();
    client.getVariant('parent');
    client.evaluate('off');
    expect(told()).toEqual([
      {
        eventType: 'variant',
        featureName: 'parent',
        enabled: true,
        variant: { name: 'v', enabled: true, feature_enabled: true },
      },
      {
        eventType: 'variant',
        featureName: 'off',
        enabled: false,
        variant: { ...DISABLED, feature_enabled: false },
      },
    ]);
  });

  test('is not sent for a parent', async () => {
    const { client, told } = await start();
    client.isEnabled('child');
    client.getVariant('child');
    expect(told().map(({ featureName }) => featureName)).toEqual(['child', 'child']);
  });

  test('is not sent for a flag without impression data, nor for an unknown one', async () => {
    const { client, impressions } = await start();
    for (const name of ['silent', 'unknown']) {
      client.isEnabled(name, {}, true);
      client.getVariant(name);
      client.evaluate(name, {}, () => true);
    }
    expect(impressions).not.toHaveBeenCalled();
  });

  test('is not sent by explain, evaluateAll and featureDefinitions', async () => {
    const { client, impressions, log } = await start();
    client.explain('parent');
    client.evaluateAll();
    client.featureDefinitions();
    expect(impressions).not.toHaveBeenCalled();
    expect(log.lines).toHaveLength(1);
  });

  test('tells what the fallback answered', async () => {
    const { client, told, log } = await start();
    client.isEnabled('failing', {}, true);
    client.evaluate('failing', {}, true);
    client.getVariant('failing', {}, { name: 'mine', enabled: true });
    expect(told().map(({ enabled, variant }) => [enabled, variant?.name])).toEqual([
      [true, undefined],
      [true, 'disabled'],
      [false, 'mine'],
    ]);
    expect(log.lines).toHaveLength(1);
  });

  test('carries the context with appName, environment and the time', async () => {
    const { client, impressions } = await start({ appName: 'shop', environment: 'test' });
    client.isEnabled('parent', { userId: '7', properties: { plan: 'gold' } });
    client.isEnabled('parent', { appName: 'other', environment: 'prod' });
    const [first, second] = impressions.mock.calls.map(([{ context }]) => context);
    expect(first).toEqual({
      appName: 'shop',
      environment: 'test',
      currentTime: expect.any(Date),
      userId: '7',
      properties: { plan: 'gold' },
    });
    expect(second).toMatchObject({ appName: 'other', environment: 'prod' });
  });

  test('leaves out of the context what cannot be read', async () => {
    const { client, impressions } = await start();
    const context = Object.defineProperty({ userId: '7' }, 'sessionId', {
      enumerable: true,
      get: () => {
        throw new Error('closed');
      },
    });
    expect(client.isEnabled('parent', context)).toBe(true);
    expect(impressions.mock.calls[0]?.[0].context).toMatchObject({ userId: '7' });
    expect(impressions.mock.calls[0]?.[0].context).not.toHaveProperty('sessionId');
  });
});

test('listeners of feature_flag and variant get those only', async () => {
  const { client } = await start();
  const [flags, variants] = [vi.fn(), vi.fn()];
  client.on('feature_flag', flags);
  client.on('variant', variants);
  client.isEnabled('parent');
  client.getVariant('parent');
  client.getVariant('parent');
  expect([flags.mock.calls.length, variants.mock.calls.length]).toEqual([1, 2]);
});

test('nothing is prepared for impressions that nobody wants', async () => {
  const { client } = await startOfflineClient(bootstrap, { eventCallback: undefined });
  const read = vi.fn(() => '7');
  const context = Object.defineProperty({}, 'userId', { enumerable: true, get: read });
  client.isEnabled('parent', context);
  client.evaluate('off', context);
  expect(read).not.toHaveBeenCalled();
});
