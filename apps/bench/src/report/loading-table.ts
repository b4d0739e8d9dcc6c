import type { LoadingRow } from '../loading/loading-row';
import { formatTable } from './format-table';

const figure = (value: number | undefined, unit: string): string =>
  value === undefined ? '–' : `${Number(value.toPrecision(3))} ${unit}`.trim();

/** The table of loading and refreshing. */
export function formatLoading(rows: readonly LoadingRow[]): string {
  const head = ['', 'ours', 'compared with', 'ratio', 'must', 'reached'];
  const body = rows.map(({ name, ours, theirs, unit, ratio, must, ok }) => [
    name,
    figure(ours, unit),
    figure(theirs, unit),
    figure(ratio, ''),
    must?.text ?? '',
    must === undefined ? '' : ok ? 'yes' : 'no',
  ]);
  return formatTable([head, ...body]);
}
