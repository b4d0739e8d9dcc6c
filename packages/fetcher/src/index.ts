export type { PollingOptions } from './create-polling-source';
export { createPollingSource } from './create-polling-source';
export type { RunningSource, Snapshot, Source, SourceObserver, Verdict } from './source';
