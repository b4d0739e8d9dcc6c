import { expect, test } from 'vitest';
import { createLineLogger } from './client/create-line-logger';
import { createRecordingFetch } from './client/create-recording-fetch';
import { createTestClient } from './client/create-test-client';
import { seedFlags } from './seed/seed-flags';
import { tokens } from './tokens';

test('the token of another environment sees that environment', async () => {
  const development = createTestClient({ refreshInterval: 0 });
  const production = createTestClient({
    refreshInterval: 0,
    customHeaders: { Authorization: tokens.production },
  });
  await Promise.all([development.initialize(), production.initialize()]);

  expect(development.isEnabled('env.production-only')).toBe(false);
  expect(production.isEnabled('env.production-only')).toBe(true);
  expect(development.isEnabled('strategy.default')).toBe(true);
  expect(production.isEnabled('strategy.default')).toBe(false);
  expect([development.isEnabled('env.both'), production.isEnabled('env.both')]).toEqual([true, true]);
  const on = seedFlags.filter(({ name }) => production.isEnabled(name)).map(({ name }) => name);
  expect(on).toEqual(seedFlags.filter((flag) => flag.onInProduction === true).map(({ name }) => name));
});

test('a wrong token gives one clear error, no flags, and shows nothing secret', async () => {
  const secret = 'not-the-real-secret-7f3a';
  const recording = createRecordingFetch();
  const logger = createLineLogger();
  const events: { readonly eventType: string }[] = [];
  // 401 slows the client down to a tenth, so a short interval makes it try again while we watch.
  const client = createTestClient({
    customHeaders: { Authorization: `*:development.${secret}` },
    refreshInterval: 100,
    fetch: recording.fetch,
    logger,
    logLevel: 'debug',
    eventCallback: (event) => events.push(event),
  });
  expect(await client.initialize({ timeoutMs: 1000 })).toMatchObject({ source: 'none' });
  await recording.untilCount(2, 10_000);
  await client.destroy();

  const errors = events.filter((event) => event.eventType === 'error');
  expect(errors).toMatchObject([{ error: { code: 'UNAUTHORIZED', status: 401 } }]);
  expect(new Set(recording.requests.map((request) => request.status))).toEqual(new Set([401]));
  expect(client.isEnabled('strategy.default')).toBe(false);
  expect(client.featureDefinitions().size).toBe(0);
  expect(events.map((event) => event.eventType)).not.toContain('ready');
  const shown = [...logger.lines, ...events.map((event) => JSON.stringify(event)), ...errors.map(messageOf)];
  expect(shown.filter((text) => text.includes(secret))).toEqual([]);
});

const messageOf = (event: object): string =>
  'error' in event && event.error instanceof Error ? `${event.error.stack} ${String(event.error.cause)}` : '';
