import type { Source } from '../source';
import { FEATURES } from './flags-endpoint';
import type { PollingOptions } from './polling-options';
import { startPoller } from './start-poller';

/**
 * Polls `client/features`: a first fetch at once, then one request per interval, with ETags, jitter and backoff.
 * It goes on through every fault, 401 and 403 included, and the first success restores the normal cadence.
 */
export function createPollingSource(options: PollingOptions): Source {
  return { start: (observer) => startPoller(options, FEATURES, observer) };
}
