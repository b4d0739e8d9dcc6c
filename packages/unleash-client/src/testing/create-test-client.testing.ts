import type { UnleashEvent } from '@unleash-client/events';
import { onTestFinished } from 'vitest';
import type { UnleashOptions } from '../options/unleash-options';
import { UnleashClient } from '../unleash-client';
import { createRecordingLogger } from './create-recording-logger.testing';

/** Nothing listens here: connections are refused at once. */
export const NOWHERE = 'http://127.0.0.1:1/api';

/** A client that is destroyed when the test ends, with all it logged and all events it sent. */
export function createTestClient(options: Partial<UnleashOptions> = {}) {
  const log = createRecordingLogger();
  const events: UnleashEvent[] = [];
  const client = new UnleashClient({
    url: NOWHERE,
    appName: 'test-app',
    // The tests of metrics switch them on; all others would see their requests and timers.
    disableMetrics: true,
    disableRegistration: true,
    logger: log,
    eventCallback: (event) => void events.push(event),
    ...options,
  });
  onTestFinished(() => client.destroy());
  /** The events of one type so far. */
  const eventsOf = <Type extends UnleashEvent['eventType']>(type: Type) =>
    events.filter((event): event is Extract<UnleashEvent, { eventType: Type }> => event.eventType === type);
  return { client, log, events, eventsOf };
}
