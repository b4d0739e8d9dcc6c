import type { SubjectName } from './create-subject';
import { atMost, createRow, type LoadingRow } from './loading-row';
import type { RefreshFigures } from './measure-refresh';
import type { RefreshCost } from './programs/subject';

/** The longest that one `JSON.parse` of such flags blocks the event loop. */
const PARSE_FLOOR_MS = 74;

/** The rows of the table that are about refreshing. What is stored counts: both clients store, in their own default way. */
export function refreshRows(figures: ReadonlyMap<SubjectName, RefreshFigures>): LoadingRow[] {
  const of = (name: SubjectName): RefreshFigures => {
    const found = figures.get(name);
    if (found === undefined) throw new Error(`nothing was measured of ${name}`);
    return found;
  };
  const [ours, byDelta, official, officialByDelta] = [
    of('ours'),
    of('ours by delta'),
    of('official'),
    of('official by delta'),
  ];
  const cost = { unit: 'ms CPU' } as const;
  return [
    createRow({
      name: 'changed refresh by polling: longest stall',
      must: atMost(PARSE_FLOOR_MS, ' ms'),
      isAbsolute: true,
      unit: 'ms',
      ours: ours.stallsMs,
      theirs: official.stallsMs,
    }),
    createRow({
      name: 'changed refresh by delta: longest stall',
      unit: 'ms',
      ours: byDelta.stallsMs,
      theirs: officialByDelta.stallsMs,
    }),
    createRow({
      name: 'two flags changed, by polling ÷ unleash-client',
      must: atMost(0.25),
      ...cost,
      ours: stored(ours.changed),
      theirs: stored(official.changed),
    }),
    createRow({
      name: 'two flags changed, ours by delta ÷ unleash-client by polling',
      must: atMost(0.25),
      ...cost,
      ours: stored(byDelta.changed),
      theirs: stored(official.changed),
    }),
    createRow({
      name: 'two flags changed, both by delta',
      ...cost,
      ours: stored(byDelta.changed),
      theirs: stored(officialByDelta.changed),
    }),
    createRow({
      name: 'all flags changed, by polling ÷ unleash-client',
      ...cost,
      ours: stored(ours.allChanged),
      theirs: stored(official.allChanged),
    }),
    createRow({
      name: '200 with the same bytes ÷ one with all flags changed',
      must: atMost(0.15),
      ...cost,
      ours: stored(ours.same),
      theirs: stored(ours.allChanged),
    }),
    createRow({
      name: '200 with the same bytes ÷ one with two flags changed',
      ...cost,
      ours: stored(ours.same),
      theirs: stored(ours.changed),
    }),
    createRow({
      name: 'the same: characters parsed, and files written',
      must: atMost(0),
      isAbsolute: true,
      unit: '',
      ours: ours.same.map(({ work }) => work.parsedCharacters + work.writes),
      theirs: official.same.map(({ work }) => work.parsedCharacters + work.writes),
    }),
    createRow({
      name: '304 poll',
      must: atMost(0.5, ' ms'),
      isAbsolute: true,
      ...cost,
      ours: stored(ours.unchanged),
      theirs: stored(official.unchanged),
    }),
  ];
}

const stored = (costs: readonly RefreshCost[]): number[] => costs.map(({ storedMs }) => storedMs);
