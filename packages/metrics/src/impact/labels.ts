/** What a sample is about: texts by label name, any characters in both. */
export type Labels = Readonly<Record<string, string>>;

/** One key for labels that say the same, whatever the order they were written in. */
export const keyOf = (labels: Labels): string =>
  JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/**
 * Copies a caller's labels, who may use the object again for the next ones. Values that are no texts are printed;
 * those that are missing are left out.
 */
export const copyLabels = (labels: object): Labels =>
  Object.fromEntries(
    Object.entries(labels)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  );
