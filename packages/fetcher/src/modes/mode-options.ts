import type { PollingOptions } from '../polling/polling-options';
import type { StreamingOptions } from '../streaming/streaming-options';
import type { Mode, ModeChange } from './mode';

/** Everything that polling and streaming need. */
export interface ModeOptions extends PollingOptions, StreamingOptions {
  /** How to keep flags fresh, wherever the server can. */
  readonly mode: Mode;
  /** Told of each change, also of those that `setMode` makes. */
  readonly onMode?: ((change: ModeChange) => void) | undefined;
}
