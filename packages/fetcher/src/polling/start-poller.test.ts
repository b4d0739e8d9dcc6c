import { expect, test } from 'vitest';
import type { FetchMode } from '../parse-fetch-mode';
import type { RunningSource } from '../source';
import { createManualScheduler } from '../testing/manual-scheduler.testing';
import { recordingObserver } from '../testing/recording-observer.testing';
import { scriptedHttp } from '../testing/scripted-http.testing';
import { FEATURES } from './flags-endpoint';
import { startPoller } from './start-poller';

const start = (observer = recordingObserver()) => {
  const wishes: FetchMode[] = [];
  const wish = (mode: string, status = 200) => ({ status, text: mode, headers: { 'fetch-mode': mode } });
  const http = scriptedHttp(wish('streaming'), wish('polling', 304), wish('polling', 503), wish('other'));
  const scheduler = createManualScheduler();
  const world = { scheduler, random: () => 0, now: () => 0, intervalMs: 0, jitterMs: 0, retries: 0 };
  const initial = { etag: '1', endpoint: 'http://unleash.invalid/api/client/features' };
  const poller = startPoller({ http, ...world, initial }, FEATURES, observer, (mode) => wishes.push(mode));
  return { poller, wishes };
};

test('hears the wish of the server in each answer that is no fault', async () => {
  const { poller, wishes } = start(recordingObserver(() => 'refused'));
  for (let fetch = 0; fetch < 4; fetch += 1) await poller.refresh();
  expect(wishes).toEqual(['streaming', 'polling']);
});

test('hears no wish once its observer has stopped it', async () => {
  let poller: RunningSource | undefined;
  const stopping = recordingObserver(() => {
    poller?.stop();
    return 'accepted';
  });
  const started = start(stopping);
  poller = started.poller;
  await poller.refresh();
  expect([stopping.heard, started.wishes]).toEqual([['streaming'], []]);
});
