import { createEventBus, type UnleashEvent } from '@unleash-client/events';
import { createReporter } from '../report/reporter';
import { createRecordingLogger } from './create-recording-logger.testing';

/** A reporter on its own, with all it said, such as `warn: message`. What a test did not look at fails it. */
export function createTestReporter() {
  const log = createRecordingLogger();
  const events: UnleashEvent[] = [];
  const bus = createEventBus({
    createId: () => 'id',
    callback: (event) => void events.push(event),
    onListenerError: () => undefined,
  });
  return { reporter: createReporter(bus, log), log, events };
}
