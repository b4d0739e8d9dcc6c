import os from 'node:os';
import { expect, test, vi } from 'vitest';
import { hostname } from './hostname';
import { featuresOf } from './testing/features-of.testing';
import { startOfflineClient } from './testing/start-offline-client.testing';

test('the host name is that of the environment', async () => {
  vi.stubEnv('HOSTNAME', 'pod-7');
  const strategies = [{ name: 'applicationHostname', parameters: { hostNames: 'pod-6, POD-7' } }];
  const { client } = await startOfflineClient(featuresOf({ name: 'f', strategies }));
  expect([hostname(), client.isEnabled('f')]).toEqual(['pod-7', true]);
  vi.unstubAllEnvs();
});

test('the host name is that of the system where the environment has none', () => {
  vi.stubEnv('HOSTNAME', '');
  expect(hostname()).toBe(os.hostname());
  vi.unstubAllEnvs();
});

test('there is no host name where there is no process', () => {
  vi.stubGlobal('process', undefined);
  const name = hostname();
  vi.unstubAllGlobals();
  expect(name).toBeUndefined();
});
