import { expect, test } from 'vitest';
import { post, useDevServer } from '../testing/use-dev-server';

const start = useDevServer();

test.each(['/client/register', '/client/metrics'])('refuses what makes no sense to %s', async (path) => {
  const running = await start();
  const refuse = async (body: string) => {
    const response = await post(running, path, body);
    return [response.status, await response.json()];
  };
  expect(await refuse('{')).toEqual([400, { message: expect.stringContaining('JSON') }]);
  expect(await refuse('[]')).toMatchObject([400, { details: [{ path: '/body' }] }]);
  const message = 'The `/body/appName` property is required. It was not present on the data you sent.';
  expect(await refuse('{}')).toMatchObject([
    400,
    { name: 'BadDataError', details: [{ path: '/body/appName', message }] },
  ]);
  expect(await refuse('{"appName":""}')).toMatchObject([400, { details: [{ path: '/body/appName' }] }]);
  expect(await refuse(`{"appName":"${'x'.repeat(103_000)}"}`)).toEqual([
    413,
    { message: 'request entity too large' },
  ]);
  expect([running.registrations, running.metrics]).toEqual([[], []]);
});
