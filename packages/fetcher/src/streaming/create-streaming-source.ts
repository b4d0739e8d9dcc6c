import type { Source } from '../source';
import { startStream } from './start-stream';
import type { StreamingOptions } from './streaming-options';

/**
 * Keeps a stream of `client/streaming` open: everything first, then each change as it happens, all as `delta`. After a
 * loss it goes on from the last event that was accepted, 0.6 to 30 s later, and from the beginning where one was not.
 * `refresh` joins the connection under way, or opens one: a stream that has brought flags is as fresh as can be.
 */
export function createStreamingSource(options: StreamingOptions): Source {
  return { start: (observer) => startStream(options, observer) };
}
