import { describe, expect, test } from 'vitest';
import { createRecordingLogger } from '../testing/create-recording-logger.testing';
import { NOWHERE } from '../testing/create-test-client.testing';
import { startTestServer } from '../testing/start-test-server.testing';
import { startUnleash } from './start-unleash';

describe('startUnleash', () => {
  test('resolves with a client that has its flags', async () => {
    const { connection } = await startTestServer();
    const client = await startUnleash({ ...connection, appName: 'a', logger: createRecordingLogger() });
    expect(client.isEnabled('on')).toBe(true);
    await client.destroy();
  });

  test('hands the options of initialize on', async () => {
    const log = createRecordingLogger();
    const options = { url: NOWHERE, appName: 'a', logger: log, disableRegistration: true };
    const client = await startUnleash(options, { fetchToggles: false, timeoutMs: 0 });
    expect(log.lines).toEqual([expect.stringContaining('fetchToggles is false')]);
    await client.destroy();
  });

  test('rejects for options that are wrong', async () => {
    await expect(startUnleash({ url: '', appName: 'a' })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
    const options = { url: NOWHERE, appName: 'a', multipleInstanceMode: 'block' } as const;
    await expect(startUnleash(options, { timeoutMs: Number.NaN })).rejects.toThrow(/^timeoutMs must be/);
    const client = await startUnleash({ ...options, logLevel: 'silent' }, { timeoutMs: 0 });
    await client.destroy();
  });
});
