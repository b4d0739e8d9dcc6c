export type { PollingOptions } from './polling-source';
export { createPollingSource } from './polling-source';

export type { RunningSource, Snapshot, Source, SourceObserver } from './source';
