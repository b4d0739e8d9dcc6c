import { builtInStrategyNames } from '@unleash-client/core';
import type { EventBus } from '@unleash-client/events';
import { type HttpClient, SPEC_VERSION } from '@unleash-client/http';
import {
  createImpactRegistry,
  createUnleashExporter,
  createUsageCounts,
  createUsageSender,
  detectPlatform,
  type ImpactMetrics,
  type ReporterIdentity,
  register,
  type UsageExporter,
} from '@unleash-client/metrics';
import type { ResolvedOptions } from '../options/resolve-options';
import type { Reporter } from '../report/reporter';
import { type Counting, noCounting } from './counting';
import { limitExporter } from './limit-exporter';

export interface ClientMetricsOptions {
  readonly options: ResolvedOptions;
  readonly http: HttpClient;
  readonly bus: EventBus;
  readonly reporter: Reporter;
  readonly connectionId: string;
  /** Name and version of the SDK. */
  readonly sdk: string;
  /** The environment of the token in use. */
  readonly environment: () => string | undefined;
}

/** What a client tells of its usage: registration, counts, impact metrics. */
export interface ClientMetrics {
  readonly counting: Counting;
  readonly impact: ImpactMetrics;
  /** Registers the client and starts to report. */
  start(): void;
  /** Reports all that is counted; settles when that has succeeded or failed. */
  flush(): Promise<void>;
  stop(): void;
}

export function createClientMetrics(parts: ClientMetricsOptions): ClientMetrics {
  const { options, reporter } = parts;
  const identity = createIdentity(parts);
  const impact = createImpactRegistry({
    onWarn: (message) => reporter.warnOnce('impact-metric', message, message),
    labels: () => ({ appName: options.appName, environment: parts.environment() ?? options.environment }),
  });
  const counts = createUsageCounts({
    now: Date.now,
    unknownNames: options.limits.unknownNames,
    onOverflow: (limit) =>
      reporter.warn(
        'unknown-flags',
        `more than ${limit} names, the limit unknownNames, were asked for that are no flags; the rest is not counted`,
      ),
  });
  const sender = createUsageSender({
    counts,
    impact,
    exporter:
      options.metricsExporter === undefined
        ? createExporter(parts, identity)
        : limitExporter(options.metricsExporter, options.requestTimeoutMs, options.scheduler),
    scheduler: options.scheduler,
    random: Math.random,
    intervalMs: options.metricsIntervalMs,
    jitterMs: options.metricsJitterMs,
    onFault: reporter.error,
  });
  let unregister: () => void = () => undefined;

  return {
    counting: options.disableMetrics ? noCounting : counts,
    impact,
    start() {
      if (!options.disableRegistration) unregister = startRegistration(parts, identity);
      if (!options.disableMetrics) sender.start();
    },
    flush: () => (options.disableMetrics ? Promise.resolve() : sender.flush()),
    stop() {
      unregister();
      sender.stop();
    },
  };
}

function createIdentity({ options, connectionId }: ClientMetricsOptions): ReporterIdentity {
  const platform = detectPlatform();
  return {
    appName: options.appName,
    instanceId: options.instanceId,
    connectionId,
    platformName: platform.name,
    platformVersion: platform.version,
    specVersion: SPEC_VERSION,
  };
}

function createExporter(parts: ClientMetricsOptions, identity: ReporterIdentity): UsageExporter {
  const { http, options, bus, reporter } = parts;
  return createUnleashExporter({
    http,
    identity,
    intervalMs: options.metricsIntervalMs,
    now: Date.now,
    onSent(body) {
      if (bus.isWanted('sent')) bus.emit({ eventType: 'sent', payload: JSON.parse(body) });
    },
    onDropped: reporter.error,
  });
}

function startRegistration(parts: ClientMetricsOptions, identity: ReporterIdentity): () => void {
  const { http, options, bus, reporter } = parts;
  return register({
    http,
    identity,
    sdkVersion: parts.sdk,
    strategies: [...builtInStrategyNames, ...Object.keys(options.strategies)],
    intervalMs: options.disableMetrics ? 0 : options.metricsIntervalMs,
    scheduler: options.scheduler,
    now: Date.now,
    random: Math.random,
    onRegistered: (payload) => bus.emit({ eventType: 'registered', payload }),
    onFault: reporter.error,
  });
}
