import { type BootstrapSource, fromObject } from '@unleash-client/bootstrap';
import type { Cache } from '@unleash-client/cache';
import type { Strategy } from '@unleash-client/core';
import type { UnleashEvent, WarningKind } from '@unleash-client/events';
import type { Mode } from '@unleash-client/fetcher';
import {
  type CustomHeaders,
  createScheduler,
  type Scheduler,
  type TransportOptions,
} from '@unleash-client/http';
import type { UsageExporter } from '@unleash-client/metrics';
import { createDefaultCache } from '#default-cache';
import { largestFile } from '../flags/stored-size';
import { createLeveledLogger, type Logger } from '../report/logger';
import { type Limits, resolveLimits } from './limits';
import type { MultipleInstanceMode, UnleashOptions } from './unleash-options';
import { validateOptions } from './validate-options';

/** All that a client needs to know, nothing left open. */
export interface ResolvedOptions {
  readonly url: string;
  readonly appName: string;
  readonly environment: string;
  readonly instanceId: string;
  /** Whether the application chose the instance id itself. */
  readonly isInstanceIdGiven: boolean;
  readonly customHeaders: CustomHeaders;
  readonly mode: Mode;
  readonly refreshIntervalMs: number;
  readonly refreshJitterMs: number;
  readonly requestTimeoutMs: number;
  readonly requestRetries: number;
  readonly metricsIntervalMs: number;
  readonly metricsJitterMs: number;
  readonly disableMetrics: boolean;
  readonly disableRegistration: boolean;
  readonly metricsExporter: UsageExporter | undefined;
  readonly flushOnExit: boolean;
  /** The filters, as the features endpoint takes them. */
  readonly query: ReadonlyArray<readonly [string, string]>;
  readonly strategies: Readonly<Record<string, Strategy>>;
  readonly bootstrap: BootstrapSource | undefined;
  readonly bootstrapOverride: boolean;
  readonly cache: Cache | undefined;
  readonly cacheKey: string | undefined;
  /** Whether nothing is known before a request that tells the token's environment from others. */
  readonly isCacheKeyVague: boolean;
  readonly logger: Logger;
  readonly eventCallback: ((event: UnleashEvent) => unknown) | undefined;
  readonly multipleInstanceMode: MultipleInstanceMode;
  readonly scheduler: Scheduler;
  readonly transport: TransportOptions;
  readonly limits: Limits;
  /** What is allowed but probably not meant, as kind and message. */
  readonly warnings: ReadonlyArray<readonly [kind: WarningKind, message: string]>;
}

/** Unleash's own default, 15 s: a change arrives soon, and a server carries thousands of clients. */
const DEFAULT_REFRESH_INTERVAL_MS = 15_000;
/** A slow answer on a bad network is still worth having; a poll that hangs longer blocks newer flags. */
const DEFAULT_REQUEST_TIMEOUT_MS = 30_000;
/** Enough to sit out a restarting load balancer; more would only delay the normal rhythm. */
const DEFAULT_REQUEST_RETRIES = 3;
/** Unleash's own default: its charts show hours, so reports each minute lose nothing. */
const DEFAULT_METRICS_INTERVAL_MS = 60_000;
/** Spreads a fleet that was started at once over a tenth of the interval with each poll. */
const JITTER_SHARE = 0.1;

/**
 * Validates the options and fills the gaps.
 * @throws UnleashError `INVALID_OPTION` with the name of the option, what it must be, and what was given.
 */
export function resolveOptions(given: UnleashOptions): ResolvedOptions {
  const options = validateOptions(given);
  const limits = resolveLimits(options.limits);
  const refreshIntervalMs = options.refreshInterval ?? DEFAULT_REFRESH_INTERVAL_MS;
  const metricsIntervalMs = options.metricsInterval ?? DEFAULT_METRICS_INTERVAL_MS;
  return {
    url: options.url,
    appName: options.appName,
    environment: options.environment ?? 'default',
    instanceId: options.instanceId ?? `generated-${crypto.randomUUID()}`,
    isInstanceIdGiven: options.instanceId !== undefined,
    customHeaders: options.customHeaders ?? {},
    mode: options.mode ?? 'polling',
    refreshIntervalMs,
    refreshJitterMs: options.refreshJitter ?? Math.round(refreshIntervalMs * JITTER_SHARE),
    requestTimeoutMs: options.requestTimeout ?? DEFAULT_REQUEST_TIMEOUT_MS,
    requestRetries: options.requestRetries ?? DEFAULT_REQUEST_RETRIES,
    metricsIntervalMs,
    metricsJitterMs: options.metricsJitter ?? Math.round(metricsIntervalMs * JITTER_SHARE),
    disableMetrics: options.disableMetrics ?? false,
    disableRegistration: options.disableRegistration ?? false,
    metricsExporter: options.metricsExporter,
    flushOnExit: options.flushOnExit ?? false,
    query: toQuery(options),
    // A copy: what the caller does with its object later must not reach flags that are compiled later.
    strategies: { ...options.customStrategies },
    bootstrap: toSource(options.bootstrap),
    bootstrapOverride: options.bootstrapOverride ?? true,
    cache: options.cache ?? createDefaultCache(options.cacheDirectory, largestFile(limits)),
    cacheKey: options.cacheKey,
    isCacheKeyVague:
      typeof options.customHeaders === 'function' &&
      options.cacheKey === undefined &&
      options.environment === undefined,
    logger: createLeveledLogger(options.logger ?? console, options.logLevel ?? 'warn'),
    eventCallback: options.eventCallback,
    multipleInstanceMode: options.multipleInstanceMode ?? 'warn',
    scheduler: options.scheduler ?? createScheduler(),
    transport: {
      agent: options.agent,
      ca: options.ca,
      rejectUnauthorized: options.rejectUnauthorized ?? true,
      fetch: options.fetch,
    },
    limits,
    warnings: collectWarnings(options),
  };
}

function toSource(bootstrap: UnleashOptions['bootstrap']): BootstrapSource | undefined {
  if (bootstrap === undefined) return undefined;
  // A copy: whatever the caller does with its object later, the flags stay.
  return 'load' in bootstrap ? bootstrap : fromObject(bootstrap);
}

function toQuery({ projectName, namePrefix, tags }: UnleashOptions): [string, string][] {
  const query: [string, string][] = [];
  if (projectName !== undefined) query.push(['project', projectName]);
  if (namePrefix !== undefined) query.push(['namePrefix', namePrefix]);
  for (const { name, value } of tags ?? []) query.push(['tag', `${name}:${value}`]);
  return query;
}

function collectWarnings(options: UnleashOptions): [WarningKind, string][] {
  const warnings: [WarningKind, string][] = [];
  const durations = [
    'refreshInterval',
    'refreshJitter',
    'requestTimeout',
    'metricsInterval',
    'metricsJitter',
  ] as const;
  const short = durations.filter((name) => (options[name] ?? 0) > 0 && (options[name] ?? 0) < 1000);
  if (short.length > 0) {
    const given = short.map((name) => `${name}: ${options[name]}`).join(', ');
    warnings.push(['duration', `durations are milliseconds; were seconds meant? (${given})`]);
  }
  if (options.rejectUnauthorized === false) {
    warnings.push(['tls', 'rejectUnauthorized is false: anybody on the way can read the token']);
  }
  return warnings;
}
