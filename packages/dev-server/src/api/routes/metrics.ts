import { isMap } from '../../input/expect-node';
import type { Route } from '../api-request';
import { readBody } from '../read-body';
import type { Recent } from '../recent';
import { badBodyReply, emptyReply } from '../reply';

/** How often a flag was on and off, and which variants it had. */
export interface ToggleCounts {
  readonly yes: number;
  readonly no: number;
  readonly variants?: Readonly<Record<string, number>>;
}

/** Usage counts that a client has posted. */
export interface MetricsReport {
  readonly appName: string;
  /** `null` or absent when only impact metrics travel. */
  readonly bucket?: {
    readonly start: string;
    readonly stop: string;
    readonly toggles: Readonly<Record<string, ToggleCounts>>;
  } | null;
  readonly [key: string]: unknown;
}

/** `POST /api/client/metrics`. */
export const metricsRoute =
  (reports: Recent<MetricsReport>): Route =>
  (request) => {
    const body = readBody(request);
    if ('refusal' in body) return body.refusal;
    const { bucket = null, impactMetrics } = body.node;
    const isImpactOnly = bucket === null && Array.isArray(impactMetrics);
    const path = isImpactOnly ? undefined : faultOf(bucket);
    if (path !== undefined)
      return badBodyReply(path, `The \`${path}\` property is missing or of the wrong type.`);
    reports.add(body.node as MetricsReport);
    return emptyReply(202);
  };

/** The path of what is wrong with a bucket. */
function faultOf(bucket: unknown): string | undefined {
  if (!isMap(bucket)) return '/body/bucket';
  if (!isDate(bucket.start)) return '/body/bucket/start';
  if (!isDate(bucket.stop)) return '/body/bucket/stop';
  if (!isMap(bucket.toggles)) return '/body/bucket/toggles';
  const wrong = Object.entries(bucket.toggles).find(([, counts]) => !isCounts(counts));
  return wrong && `/body/bucket/toggles/${wrong[0].slice(0, 100)}`;
}

const isDate = (value: unknown) => typeof value === 'string' && !Number.isNaN(Date.parse(value));

const isCount = (value: unknown) => typeof value === 'number' && value >= 0;

const isCounts = (value: unknown) =>
  isMap(value) &&
  isCount(value.yes) &&
  isCount(value.no) &&
  (value.variants === undefined || (isMap(value.variants) && Object.values(value.variants).every(isCount)));
