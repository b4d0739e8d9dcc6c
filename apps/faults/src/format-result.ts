import type { Result } from './run-scenario';

/** One row of the table: what must hold, the figures, and whether they are as they must be. */
export function formatResult({ id, criterion, findings }: Result): string {
  const figures = findings.map(({ what, figure, isFine }) => `${isFine ? '' : '✗ '}${what}: ${figure}`);
  return `${isFine(findings) ? 'ok    ' : 'FAILED'} ${id} | ${criterion} | ${figures.join(' · ')}`;
}

/** Whether nothing is wrong. */
export const isFine = (findings: Result['findings']): boolean => findings.every((finding) => finding.isFine);
