import { createEventBus, type EventBus, type EventName } from '@unleash-client/events';
import { createHttpClient, type HttpClient } from '@unleash-client/http';
import { version } from '../package.json';
import type { CacheKeeper } from './flags/cache-keeper';
import { createKeeper } from './flags/create-keeper';
import { createWorld } from './flags/create-world';
import { createEvaluator, type Evaluator } from './flags/evaluator';
import { createFlagStore, type FlagStore, ranksOf } from './flags/flag-store';
import { createModes, type Modes } from './flags/modes';
import { joinInstances } from './instances';
import { type ClientMetrics, createClientMetrics } from './metrics/client-metrics';
import { watchTokenEnvironment } from './metrics/token-environment';
import { guardScheduler } from './options/guard-scheduler';
import { type ResolvedOptions, resolveOptions } from './options/resolve-options';
import type { UnleashOptions } from './options/unleash-options';
import { createOwnError } from './report/own-error';
import { createReporter, type Reporter } from './report/reporter';

/** What a client is made of. */
export interface ClientParts {
  readonly options: ResolvedOptions;
  readonly bus: EventBus;
  readonly reporter: Reporter;
  readonly http: HttpClient;
  readonly store: FlagStore;
  readonly evaluator: Evaluator;
  readonly metrics: ClientMetrics;
  readonly keeper: CacheKeeper | undefined;
  readonly modes: Modes;
  /** Tells this client from all others. */
  readonly connectionId: string;
  /** Counts the client out of those of its kind in this process. */
  readonly leaveInstances: () => void;
}

/** Checks the options and composes a client's parts; does no I/O and starts no timer. */
export function createClientParts(given: UnleashOptions): ClientParts {
  const resolved = resolveOptions(given);
  const onListenerError = (name: EventName, cause: unknown) =>
    reporter.errorOnce(
      `listener ${name}`,
      createOwnError('LISTENER', `a listener of the event ${name} failed`, { thrown: cause }),
    );
  const createId = () => crypto.randomUUID();
  const { listeners } = resolved.limits;
  const onRefused = (name: EventName) =>
    reporter.warnOnce(
      'listeners',
      name,
      `the event ${name} has ${listeners} listeners, the limit listeners: one more was not added; are they ever removed?`,
    );
  const callback = resolved.eventCallback;
  const bus = createEventBus({ createId, callback, listeners, onRefused, onListenerError });
  const reporter = createReporter(bus, resolved.logger);
  const options = { ...resolved, scheduler: guardScheduler(resolved.scheduler, reporter) };

  const connectionId = crypto.randomUUID();
  const sdk = `unleash-client:${version}`;
  const token = watchTokenEnvironment(options.customHeaders);
  const http = createHttpClient({
    url: options.url,
    appName: options.appName,
    instanceId: options.instanceId,
    connectionId,
    sdk,
    customHeaders: token.headers,
    timeoutMs: options.requestTimeoutMs,
    // Whoever awaits a client holds the process himself; a poll in the background must not delay its end.
    holdsProcess: false,
    limits: options.limits,
    ...options.transport,
  });
  const metrics = createClientMetrics({
    options,
    http,
    bus,
    reporter,
    connectionId,
    sdk,
    environment: token.current,
  });
  const { counting } = metrics;
  const world = createWorld(options, reporter);
  const ranks = ranksOf(options.bootstrapOverride);
  const store = createFlagStore({ world, ranks, limits: options.limits, counting, bus, reporter });
  const evaluator = createEvaluator({ store, bus, reporter, world });
  const keeper = createKeeper(options, http.url, reporter);
  const modes = createModes(options.mode, bus, reporter);
  const leaveInstances = joinInstances(options, http.url, reporter);

  for (const [kind, message] of options.warnings) reporter.warn(kind, message);
  if (options.bootstrap?.text !== undefined) store.accept(options.bootstrap.text, 'bootstrap');
  return {
    options,
    bus,
    reporter,
    http,
    store,
    evaluator,
    metrics,
    keeper,
    modes,
    connectionId,
    leaveInstances,
  };
}
