import { keyOf, type Labels } from './labels';

/** Sets of labels that one metric holds between two reports; OpenTelemetry has the same limit. */
const MAX_LABEL_SETS = 2000;

/** What a metric holds for each set of labels. */
export interface Series<Entry> {
  /** The entry of these labels, the same one whatever their order; `undefined` when there are too many sets. */
  at(labels: Labels): Entry | undefined;
  /** Hands out all entries, and begins anew. */
  take(): readonly Entry[];
}

/** Creates an empty series of at most 2000 sets of labels; `onWarn` is told once when there are more. */
export function createSeries<Entry>(
  create: (labels: Labels) => Entry,
  onWarn: (message: string) => void,
): Series<Entry> {
  let entries = new Map<string, Entry>();
  let hasWarned = false;

  const refuse = (): undefined => {
    if (!hasWarned)
      onWarn(`more than ${MAX_LABEL_SETS} different sets of labels: further ones have no effect`);
    hasWarned = true;
  };

  return {
    at(labels) {
      const key = keyOf(labels);
      const known = entries.get(key);
      if (known !== undefined) return known;
      if (entries.size >= MAX_LABEL_SETS) return refuse();
      const entry = create(labels);
      entries.set(key, entry);
      return entry;
    },
    take() {
      const all = [...entries.values()];
      entries = new Map();
      return all;
    },
  };
}
