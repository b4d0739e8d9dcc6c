import type { Change } from './store/change';

/** How many names one line holds. */
const shownLimit = 20;

/** One line for people: `3 flags changed: beta, checkout, old-menu (removed)`. */
export function describeChanges(changes: readonly Change[]): string {
  const flags: string[] = [];
  const segments: string[] = [];
  for (const change of changes) {
    if (change.type === 'feature-updated') flags.push(change.feature.name);
    else if (change.type === 'feature-removed') flags.push(`${change.featureName} (removed)`);
    else if (change.type === 'segment-updated')
      segments.push(change.segment.name ?? String(change.segment.id));
    else segments.push(`${change.segmentId} (removed)`);
  }
  return [listOf('flag', flags), listOf('segment', segments)].filter((part) => part !== '').join('; ');
}

function listOf(noun: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const rest = names.length - shownLimit;
  const shown = names.slice(0, shownLimit).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return `${names.length} ${noun}${names.length === 1 ? '' : 's'} changed: ${shown}`;
}
