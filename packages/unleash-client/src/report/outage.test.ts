import { expect, test } from 'vitest';
import { bodyOf } from '../testing/body-of.testing';
import { createTestClient } from '../testing/create-test-client.testing';
import { startScriptedServer } from '../testing/start-scripted-server.testing';

const DOWN = 'error: [unleash] fetching flags failed: the server answered 503';

test('after an outage its end is told at level info, and the next one is logged again', async () => {
  let isDown = false;
  const server = await startScriptedServer(() => (isDown ? { status: 503 } : { body: bodyOf('on') }));
  const { client, log } = createTestClient({ url: server.url, refreshInterval: 0, logLevel: 'info' });
  await client.initialize();
  for (const failures of [3, 2]) {
    isDown = true;
    for (let times = 0; times < failures; times += 1) await client.refresh();
    isDown = false;
    await client.refresh();
    await client.refresh();
  }
  expect(log.lines).toEqual([
    DOWN,
    'info: [unleash] the server answers again, after 3 failed requests',
    DOWN,
    'info: [unleash] the server answers again, after 2 failed requests',
  ]);
});
