/** How many letters of a name may be wrong, missing or too many: one in four, and no more than two. */
const slipsAllowed = (name: string): number => Math.min(2, Math.floor(name.length / 4));

/** What to tell about a name that nobody knows: the one that was probably meant, else all there are, behind `others`. */
export function hintAt(given: string, names: readonly string[], others: string): string {
  const near = nearestName(given, names);
  return near === undefined ? `${others} ${names.join(', ')}` : `did you mean ${near}?`;
}

/** The name that was probably meant by one that nobody knows, if any is near. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = slipsAllowed(given) + 1;
  for (const name of names) {
    // Also keeps a name of a megabyte from being compared.
    if (Math.abs(name.length - given.length) >= fewest) continue;
    const slips = countSlips(given.toLowerCase(), name.toLowerCase());
    if (slips < fewest) [nearest, fewest] = [name, slips];
  }
  return nearest;
}

/** The edit distance: letters to insert, delete or replace. */
function countSlips(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
