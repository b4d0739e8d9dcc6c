import { parseSnapshot } from '@unleash-client/cache';
import type { Context, Payload } from '@unleash-client/core';
import type { DevServer } from '@unleash-client/dev-server';
import { fromStored, readIncoming } from '../flags/read-incoming';
import type { UnleashClient } from '../unleash-client';
import { createTestReporter } from './create-test-reporter.testing';

/** All answers of a client for a number of contexts. */
export const answersOf = (client: UnleashClient) =>
  Array.from({ length: 12 }, (_, index): Context => {
    const country = ['SE', 'NO', 'DK', 'FI'][index % 4] ?? '';
    return { userId: `user-${index}`, properties: { country } };
  }).map((context) =>
    [...client.evaluateAll(context)]
      .map(([name, { enabled, variant, reason }]) => ({ name, enabled, variant, reason }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  );

const listContents = (
  flags: Iterable<readonly [string, unknown]>,
  segments: Iterable<readonly [number, unknown]>,
) => ({
  flags: [...flags].sort(([a], [b]) => a.localeCompare(b)),
  segments: [...segments].sort(([a], [b]) => a - b),
});

/** The definitions that a server has, in order of their names. */
export function contentsOfServer(server: DevServer) {
  const { features, segments } = server.flags();
  return listContents(
    features.map((flag) => [flag.name, flag]),
    segments.map((segment) => [segment.id, segment]),
  );
}

/** The same of a text in a cache. */
export function contentsOfCached(text: string) {
  const stored = parseSnapshot(text);
  const { reporter } = createTestReporter();
  const held = stored && readIncoming(fromStored(stored), undefined, 'cache', reporter);
  if (held === undefined || typeof held === 'string')
    throw new Error(`what is cached cannot be used: ${held}`);
  const { flags, segments }: Payload = held.payload;
  return listContents(flags, segments);
}
