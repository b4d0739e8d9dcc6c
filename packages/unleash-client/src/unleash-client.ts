import type { Context, Evaluation, Explanation, Variant } from '@unleash-client/core';
import { createEventBus, type EventBus, type EventName, type Listener } from '@unleash-client/events';
import { createHttpClient, type HttpClient, UnleashError } from '@unleash-client/http';
import { version } from '../package.json';
import type { CacheKeeper } from './flags/cache-keeper';
import { createKeeper } from './flags/create-keeper';
import { createWorld } from './flags/create-world';
import { createEvaluator, type Evaluator } from './flags/evaluator';
import type { Fallback, FallbackVariant } from './flags/fallback';
import { type FeatureDefinition, featureDefinitions } from './flags/feature-definitions';
import { createFlagStore, type FlagStore, ranksOf } from './flags/flag-store';
import { type FlagSync, startFetching, startFollowing } from './flags/flag-sync';
import { joinInstances } from './instances';
import { type ResolvedOptions, resolveOptions } from './options/resolve-options';
import type { UnleashOptions } from './options/unleash-options';
import { describeCause } from './report/describe-cause';
import { createReporter, type Reporter } from './report/reporter';
import { createFirstFlags, type FirstFlags, type InitializeResult } from './start/first-flags';
import { holdingScheduler } from './start/holding-scheduler';
import { type InitializeOptions, resolveInitializeOptions } from './start/initialize-options';
import { within } from './start/within';

/** How long `destroy` waits for a cache that is still reading or writing, in milliseconds. */
const CACHE_GRACE_MS = 500;

/**
 * A client of one Unleash server. It keeps all flags in memory, follows the server's changes, and survives the server's
 * absence. Make one for an application, `initialize` it at the start and `destroy` it at the end.
 *
 * ```ts
 * const client = new UnleashClient({ url, appName: 'shop', customHeaders: { Authorization: token } });
 * await client.initialize();
 * if (client.isEnabled('new-checkout', { userId: '7' })) { … }
 * ```
 */
export class UnleashClient {
  readonly #options: ResolvedOptions;
  readonly #bus: EventBus;
  readonly #reporter: Reporter;
  readonly #http: HttpClient;
  readonly #store: FlagStore;
  readonly #evaluator: Evaluator;
  readonly #keeper: CacheKeeper | undefined;
  readonly #leaveInstances: () => void;
  #isAsked = false;
  #firstFlags: FirstFlags | undefined;
  #sync: Promise<FlagSync | undefined> | undefined;
  #destroyed: Promise<void> | undefined;

  /**
   * Checks the options and takes in bootstrapped flags; does no I/O and starts no timer.
   * @throws UnleashError `INVALID_OPTION`, saying which option, what it must be and what was given;
   * `DUPLICATE_INSTANCE` under `multipleInstanceMode: 'block'`.
   */
  constructor(options: UnleashOptions) {
    const resolved = resolveOptions(options);
    this.#options = resolved;
    this.#bus = createEventBus({
      createId: () => crypto.randomUUID(),
      callback: resolved.eventCallback,
      onListenerError: (name, cause) => this.#reportListener(name, cause),
    });
    this.#reporter = createReporter(this.#bus, resolved.logger);
    this.#http = createHttpClient({
      url: resolved.url,
      appName: resolved.appName,
      instanceId: resolved.instanceId,
      connectionId: crypto.randomUUID(),
      sdk: `unleash-client:${version}`,
      customHeaders: resolved.customHeaders,
      timeoutMs: resolved.requestTimeoutMs,
      ...resolved.transport,
    });
    const world = createWorld(resolved, this.#reporter);
    const [bus, reporter] = [this.#bus, this.#reporter];
    this.#store = createFlagStore({ world, ranks: ranksOf(resolved.bootstrapOverride), bus, reporter });
    this.#evaluator = createEvaluator({ store: this.#store, bus, reporter, world });
    this.#keeper = createKeeper(resolved, this.#http.url, reporter);
    this.#leaveInstances = joinInstances(resolved, this.#http.url, reporter);
    for (const [kind, message] of resolved.warnings) reporter.warn(kind, message);
    if (resolved.bootstrap !== undefined) this.#store.accept(resolved.bootstrap, 'bootstrap');
  }

  /**
   * Starts to fetch flags, and waits until there are some: for the server's first answer; with cached or bootstrapped
   * flags at hand only until the server has failed or a second has passed; for `timeoutMs` at the longest. Never
   * rejects for the network: what fails arrives as `error` events, and the client goes on trying.
   * A second call answers with the same promise.
   * @throws UnleashError `INVALID_OPTION` for wrong options, `ABORTED` after `destroy`.
   */
  async initialize(options: InitializeOptions = {}): Promise<InitializeResult> {
    if (this.#firstFlags !== undefined) {
      this.#reporter.warnOnce('initialize', 'initialize was called again; it starts the client only once');
      return this.#firstFlags.promise;
    }
    if (this.#destroyed !== undefined)
      throw new UnleashError('ABORTED', 'this client was destroyed; make a new one');
    const { timeoutMs, fetchToggles } = resolveInitializeOptions(options);
    const store = this.#store;
    const firstFlags = createFirstFlags({
      timeoutMs,
      scheduler: this.#options.scheduler,
      asksServer: fetchToggles,
      inUse: () => ({ source: store.source ?? 'none', flags: store.flags.payload.flags.size }),
      settled: () => store.settled(),
    });
    this.#firstFlags = firstFlags;
    store.announce();
    this.#sync = this.#start(firstFlags, fetchToggles);
    firstFlags.flagsArrived();
    return firstFlags.promise;
  }

  /**
   * Whether a flag is on for a context. Touches memory only; never throws.
   * @param fallback answers when the flag is unknown, no flags are loaded yet, or a custom strategy threw. Default `false`.
   */
  isEnabled(name: string, context?: Context, fallback?: Fallback): boolean {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#evaluator.isEnabled(name, context, fallback);
  }

  /**
   * The variant of a flag for a context: `{ name, enabled, payload?, feature_enabled }`, named `disabled` where there is
   * none. Touches memory only; never throws. The answer is frozen.
   * @param fallback answers in the same cases as the fallback of `isEnabled`.
   */
  getVariant(name: string, context?: Context, fallback?: FallbackVariant): Variant {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#evaluator.getVariant(name, context, fallback);
  }

  /** Everything about a flag for a context: on or off, its variant, and the reason. Never throws. */
  evaluate(name: string, context?: Context, fallback?: Fallback): Evaluation {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#evaluator.evaluate(name, context, fallback);
  }

  /** All flags for a context, by name: to hand to a page or a log. Counts nothing and sends no impressions. */
  evaluateAll(context?: Context): Map<string, Evaluation> {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#evaluator.evaluateAll(context);
  }

  /** Why a flag comes out as it does, strategy by strategy and constraint by constraint. Sends no impression. */
  explain(name: string, context?: Context): Explanation {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#evaluator.explain(name, context);
  }

  /** The flags in use by name, with their type and project. */
  featureDefinitions(): Map<string, FeatureDefinition> {
    return featureDefinitions(this.#store.flags.payload);
  }

  /**
   * Fetches the flags now, for those who switched polling off (`refreshInterval: 0`) or cannot wait. Joins a fetch under
   * way. Starts the client if nobody has. Never rejects for the network.
   */
  async refresh(): Promise<void> {
    if (this.#firstFlags === undefined) await this.initialize();
    else await (await this.#sync)?.refresh();
    await this.#store.settled();
  }

  /** Adds a listener; returns what removes it. What a listener throws never reaches the code that asked for a flag. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    return this.#bus.on(name, listener);
  }

  /** Adds a listener for the next event only; returns what removes it. */
  once<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    return this.#bus.once(name, listener);
  }

  /** Removes a listener. */
  off<Name extends EventName>(name: Name, listener: Listener<Name>): void {
    this.#bus.off(name, listener);
  }

  /**
   * Stops fetching, aborts what is in flight and releases timers and connections. The flags in use keep answering; the
   * cache is left as it is. Settles within a second; a second call answers with the same promise.
   */
  destroy(): Promise<void> {
    this.#destroyed ??= this.#stop();
    return this.#destroyed;
  }

  /** Lets `await using client = …` destroy the client at the end of its block. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.destroy();
  }

  async #start(firstFlags: FirstFlags, fetchToggles: boolean): Promise<FlagSync | undefined> {
    const parts = {
      options: this.#options,
      store: this.#store,
      http: this.#http,
      keeper: this.#keeper,
      bus: this.#bus,
      reporter: this.#reporter,
      firstFlags,
      isStopped: () => this.#destroyed !== undefined,
    };
    if (fetchToggles) return startFetching(parts);
    if (this.#keeper !== undefined) return startFollowing(parts, this.#keeper);
    this.#reporter.warn(
      'initialize',
      'fetchToggles is false and there is no cache to follow: flags never change',
    );
    return undefined;
  }

  async #stop(): Promise<void> {
    this.#leaveInstances();
    this.#isAsked = true;
    this.#firstFlags?.giveUp();
    const stop = async () => {
      (await this.#sync)?.stop();
      await this.#keeper?.idle();
    };
    await within(stop(), CACHE_GRACE_MS, holdingScheduler);
    this.#http.close?.();
  }

  /** Checks once, at the first question, that somebody has started the client. */
  #noteFirstQuestion(): void {
    this.#isAsked = true;
    if (this.#firstFlags !== undefined) return;
    const message =
      'a flag was asked for before initialize() was called; until it is, only bootstrapped flags answer';
    this.#reporter.warnOnce('not-initialized', message);
  }

  #reportListener(name: EventName, cause: unknown): void {
    const message = `a listener of the event ${name} failed: ${describeCause(cause)}`;
    const error = new UnleashError('LISTENER', message, { cause });
    this.#reporter.errorOnce(`listener ${name}`, error);
  }
}
