import type { UnleashEvent } from 'unleash-client';
import { expect, test } from 'vitest';
import { createTestClient } from './client/create-test-client';

test.each(['delta', 'streaming'] as const)(
  'a client that asks for %s, which the open-source server does not offer, polls from its first second on and says so once',
  async (mode) => {
    const events: UnleashEvent[] = [];
    const startedAt = performance.now();
    const client = createTestClient({
      mode,
      eventCallback: (event) => events.push(event),
      logLevel: 'silent',
    });
    const { source, flags } = await client.initialize();
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(source).toBe('server');
    expect(flags).toBeGreaterThan(100);
    await client.refresh();
    const told = events.filter(({ eventType }) => ['mode', 'warn', 'error'].includes(eventType));
    expect(told).toEqual([
      expect.objectContaining({ eventType: 'mode', from: mode, to: 'polling' }),
      expect.objectContaining({ eventType: 'warn', kind: 'mode' }),
    ]);
  },
);
