import type { ReporterIdentity } from './identity';
import type { Piece } from './split-report';

/** Prints the body of `POST client/metrics`. */
export function printReport(identity: ReporterIdentity, { toggles, impact, whole }: Piece): string {
  const head = JSON.stringify({ ...identity, yggdrasilVersion: null });
  const metrics = impact.length > 0 ? `,"impactMetrics":${JSON.stringify(impact)}` : '';
  return `${head.slice(0, -1)},"bucket":${printBucket(toggles, whole)}${metrics}}`;
}

function printBucket(toggles: Piece['toggles'], whole: Piece['whole']): string {
  if (whole === undefined || toggles === '') return 'null';
  const [start, stop] = [whole.start, whole.stop].map((time) => JSON.stringify(new Date(time).toISOString()));
  return `{"start":${start},"stop":${stop},"toggles":{${toggles}}}`;
}
