import type { UnleashError } from '@unleash-client/http';
import type { Snapshot, SourceObserver, Verdict } from '../source';

export interface RecordingObserver extends SourceObserver {
  /** What was heard, in order: the text of a snapshot, `unchanged`, or the code of a fault. */
  readonly heard: readonly string[];
  readonly snapshots: readonly Snapshot[];
  readonly faults: readonly UnleashError[];
  /** When the source said it would ask again, one for each fault. */
  readonly retries: readonly (number | undefined)[];
}

/** An observer that keeps what it hears; `judge` decides about snapshots, all are accepted by default. */
export function recordingObserver(
  judge: (snapshot: Snapshot) => Verdict = () => 'accepted',
): RecordingObserver {
  const heard: string[] = [];
  const snapshots: Snapshot[] = [];
  const faults: UnleashError[] = [];
  const retries: (number | undefined)[] = [];
  const hear = (what: string) => void heard.push(what);
  return {
    heard,
    snapshots,
    faults,
    retries,
    snapshot: (snapshot) => {
      snapshots.push(snapshot);
      hear(snapshot.text);
      return judge(snapshot);
    },
    unchanged: () => hear('unchanged'),
    fault: (error, retryInMs) => {
      faults.push(error);
      retries.push(retryInMs);
      hear(error.code);
    },
  };
}
