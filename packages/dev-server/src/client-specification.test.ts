import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { applyDelta, type Context, compile, evaluate, type Payload } from '@unleash-client/core';
import { describe, expect, test, vi } from 'vitest';
import type { DeltaEvent } from './api/delta-feed';
import type { DevServer } from './dev-server';
import { openStream } from './testing/open-stream';
import { useDevServer } from './testing/use-dev-server';

interface Specification {
  readonly state: { readonly events: readonly DeltaEvent[] };
  readonly tests: readonly {
    description: string;
    context: Context;
    toggleName: string;
    expectedResult: boolean;
  }[];
}

const start = useDevServer();
const headers = { 'Unleash-Client-Spec': '6.1.0' };
const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('@unleash/client-specification/specifications/index.json'));

/** Makes happen what the event tells of. */
function play(server: DevServer, event: DeltaEvent): unknown {
  switch (event.type) {
    case 'hydration':
      return server.replace({ features: event.features, segments: event.segments });
    case 'feature-updated':
      return server.setFlag(event.feature);
    case 'feature-removed':
      return server.removeFlag(event.featureName);
    case 'segment-updated':
      return server.setSegment(event.segment);
    case 'segment-removed':
      return server.removeSegment(event.segmentId);
  }
}

async function followByDelta(server: DevServer, events: readonly DeltaEvent[]): Promise<Payload | null> {
  let payload: Payload | null = null;
  let etag: string | null = null;
  const poll = async () => {
    const response = await fetch(`${server.url}/client/delta`, {
      headers: { Authorization: server.token, ...headers, ...(etag && { 'If-None-Match': etag }) },
    });
    etag = response.headers.get('etag');
    payload = applyDelta(payload, await response.json()).payload;
  };
  await poll();
  for (const event of events) {
    play(server, event);
    await poll();
  }
  return payload;
}

async function followByStream(server: DevServer, events: readonly DeltaEvent[]): Promise<Payload | null> {
  const stream = await openStream(server, headers);
  for (const event of events) play(server, event);
  await vi.waitFor(() => expect(stream.events).toHaveLength(events.length + 1));
  return stream.events.reduce<Payload | null>(
    (payload, { data }) => applyDelta(payload, JSON.parse(data ?? '')).payload,
    null,
  );
}

describe.each(['19-delta-api-hydration.json', '20-delta-api-events.json'])('%s', (file) => {
  const { state, tests }: Specification = JSON.parse(readFileSync(join(folder, file), 'utf8'));

  test.each([
    ['delta', followByDelta],
    ['streaming', followByStream],
  ])('holds for a client that follows by %s', async (_, follow) => {
    expect(tests.length).toBeGreaterThan(0);
    const payload = await follow(await start({ flags: { flags: {} } }), state.events);
    if (payload === null) throw new Error('nothing has come');
    const flags = compile(payload, { now: Date.now, random: Math.random });
    for (const { description, context, toggleName, expectedResult } of tests) {
      expect(evaluate(flags, toggleName, context).enabled, description).toBe(expectedResult);
    }
  });
});
