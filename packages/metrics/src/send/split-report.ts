import type { CollectedMetric } from '../impact/sample';
import { addUsage } from '../usage/add-usage';
import type { FlagUsage, Usage } from '../usage/usage';
import { metricParts } from './metric-parts';
import type { UsageReport } from './usage-exporter';
import { usageParts } from './usage-parts';

/** What can travel alone, and the most bytes that it takes in a report. */
export type Part = { readonly bytes: number } & (
  | { readonly name: string; readonly counts: FlagUsage }
  | { readonly metric: CollectedMetric }
);

/**
 * A report in pieces of at most `maxBytes` each, the head of the body apart, one at a time, so that no call takes long.
 * Only what cannot be split, such as one name, can make a piece larger. Impact metrics come first.
 */
export function* splitReport(report: UsageReport, maxBytes: number): Generator<UsageReport, undefined> {
  let parts: Part[] = [];
  let bytes = 0;
  for (const part of partsOf(report, maxBytes)) {
    if (bytes + part.bytes > maxBytes && parts.length > 0) {
      yield toReport(parts, report.usage);
      parts = [];
      bytes = 0;
    }
    parts.push(part);
    bytes += part.bytes;
  }
  if (parts.length > 0) yield toReport(parts, report.usage);
  return undefined;
}

/** The most bytes that a report can take, the head of the body apart. */
export function sizeOfReport(report: UsageReport): number {
  let bytes = 0;
  for (const part of partsOf(report, Number.POSITIVE_INFINITY)) bytes += part.bytes;
  return bytes;
}

function* partsOf({ usage, impact }: UsageReport, maxBytes: number): Generator<Part> {
  for (const metric of impact) yield* metricParts(metric, maxBytes);
  for (const [name, counts] of usage?.flags ?? []) yield* usageParts(name, counts, maxBytes);
}

function toReport(parts: readonly Part[], whole: Usage | undefined): UsageReport {
  const flags = new Map<string, FlagUsage>();
  const impact: CollectedMetric[] = [];
  for (const part of parts) {
    if ('metric' in part) impact.push(part.metric);
    else addUsage(flags, part.name, part.counts);
  }
  return { usage: whole !== undefined && flags.size > 0 ? { ...whole, flags } : undefined, impact };
}
