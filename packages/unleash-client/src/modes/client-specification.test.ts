import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FlagDefinition, SegmentDefinition } from '@unleash-client/core';
import type { DevServer } from '@unleash-client/dev-server';
import { describe, expect, test, vi } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';
import { SOON } from '../testing/soon.testing';
import { startTestServer } from '../testing/start-test-server.testing';

interface DeltaEvent {
  readonly type: string;
  readonly feature: FlagDefinition;
  readonly features: readonly FlagDefinition[];
  readonly segments: readonly SegmentDefinition[];
  readonly segment: SegmentDefinition;
  readonly featureName: string;
  readonly segmentId: number;
}

const require = createRequire(import.meta.url);
const folder = dirname(require.resolve('@unleash/client-specification/specifications/index.json'));
const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));

/** Makes happen what the event tells of. */
function play(server: DevServer, event: DeltaEvent): void {
  const { features, segments } = event;
  if (event.type === 'hydration') server.replace({ features, segments });
  else if (event.type === 'feature-updated') server.setFlag(event.feature);
  else if (event.type === 'feature-removed') server.removeFlag(event.featureName);
  else if (event.type === 'segment-updated') server.setSegment(event.segment);
  else throw new Error(`the specification has an event that nobody plays: ${event.type}`);
}

describe.each(['19-delta-api-hydration.json', '20-delta-api-events.json'])('%s', (file) => {
  const { state, tests } = read(file);

  describe.each(['delta', 'streaming'] as const)('by %s', (mode) => {
    test.each(['before the client starts', 'while it runs'])('holds for what happened %s', async (when) => {
      const { server, connection } = await startTestServer({ flags: { first: true } });
      // The specification sets fields that a client has of itself.
      const { client } = createTestClient({
        ...connection,
        mode,
        environment: 'default',
        logLevel: 'silent',
      });
      const playAll = () => {
        for (const event of state.events) play(server, event);
      };
      if (when === 'before the client starts') playAll();
      await client.initialize();
      if (when === 'while it runs') playAll();
      await client.refresh();
      const names = server.flags().features.map(({ name }) => name);
      await vi.waitFor(
        () => expect([...client.featureDefinitions().keys()].sort()).toEqual(names.sort()),
        SOON,
      );

      expect(tests.length).toBeGreaterThan(0);
      await vi.waitFor(() => {
        for (const { toggleName, context, expectedResult, description } of tests) {
          expect(client.isEnabled(toggleName, context), description).toBe(expectedResult);
        }
      }, SOON);
      expect(server.requests.map(({ path }) => path)).not.toContain('/api/client/features');
    });
  });
});
