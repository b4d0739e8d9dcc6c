import type { UnleashError } from '@unleash-client/http';
import type { Snapshot, SourceObserver, Verdict } from './source';

export interface RecordingObserver extends SourceObserver {
  /** What was heard, in order: the text of a snapshot, `unchanged`, or the code of a fault. */
  readonly heard: readonly string[];
  readonly snapshots: readonly Snapshot[];
  readonly faults: readonly UnleashError[];
}

/** An observer that keeps what it hears; `judge` decides about snapshots, all are accepted by default. */
export function recordingObserver(
  judge: (snapshot: Snapshot) => Verdict = () => 'accepted',
): RecordingObserver {
  const heard: string[] = [];
  const snapshots: Snapshot[] = [];
  const faults: UnleashError[] = [];
  const hear = (what: string) => void heard.push(what);
  return {
    heard,
    snapshots,
    faults,
    snapshot: (snapshot) => {
      snapshots.push(snapshot);
      hear(snapshot.text);
      return judge(snapshot);
    },
    unchanged: () => hear('unchanged'),
    fault: (error) => {
      faults.push(error);
      hear(error.code);
    },
  };
}
