import type { Source } from '../source';
import { DELTA } from './flags-endpoint';
import type { PollingOptions } from './polling-options';
import { startPoller } from './start-poller';

/**
 * Polls `client/delta` as `createPollingSource` polls flags: everything first, then what has changed. A text that cannot
 * be used makes the next fetch ask for everything, and `resync` makes it come at once, one request more per poll at most.
 */
export function createDeltaSource(options: PollingOptions): Source {
  return { start: (observer) => startPoller(options, DELTA, observer) };
}
