import type { Context, Evaluation, Explanation, Variant } from '@unleash-client/core';
import type { EventName, Listener } from '@unleash-client/events';
import type { Mode } from '@unleash-client/fetcher';
import { UnleashError } from '@unleash-client/http';
import type { ImpactMetrics } from '@unleash-client/metrics';
import { type ClientParts, createClientParts } from './client-parts';
import type { Fallback, FallbackVariant } from './flags/fallback';
import { type FeatureDefinition, featureDefinitions } from './flags/feature-definitions';
import { SET_BY_APPLICATION } from './flags/modes';
import { isOneOf, read } from './options/check';
import type { UnleashOptions } from './options/unleash-options';
import { modes } from './options/validate-options';
import type { InitializeResult } from './start/first-flags';
import { holdProcess } from './start/hold-process';
import { holdingScheduler } from './start/holding-scheduler';
import { type InitializeOptions, resolveInitializeOptions } from './start/initialize-options';
import { type StartedClient, startClient } from './start/start-client';
import { within } from './start/within';
import { DEFAULT_FLUSH_MS, type DestroyOptions, resolveDestroyOptions } from './stop/destroy-options';
import { flushOnExit } from './stop/flush-on-exit';
import { stopClient } from './stop/stop-client';

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
  readonly #parts: ClientParts;
  #isAsked = false;
  #initialized: Promise<InitializeResult> | undefined;
  #started: StartedClient | undefined;
  #stopWatchingExit: () => void = () => undefined;
  #destroyed: Promise<void> | undefined;

  /**
   * Checks the options and takes in bootstrapped flags; does no I/O and starts no timer.
   * @throws UnleashError `INVALID_OPTION`, saying which option, what it must be and what was given;
   * `DUPLICATE_INSTANCE` under `multipleInstanceMode: 'block'`.
   */
  constructor(options: UnleashOptions) {
    this.#parts = createClientParts(options);
  }

  /**
   * Starts to fetch flags and to report usage, and waits until there are flags: for the server's first answer; with cached
   * or bootstrapped flags at hand only until the server has failed or a second has passed; for `timeoutMs` at the longest.
   * Never rejects for the network: what fails arrives as `error` events, and the client goes on trying.
   * A second call answers with the same promise.
   * @throws UnleashError `INVALID_OPTION` for wrong options, `ABORTED` after `destroy`.
   */
  initialize(options: InitializeOptions = {}): Promise<InitializeResult> {
    if (this.#destroyed !== undefined) {
      return Promise.reject(new UnleashError('ABORTED', 'this client was destroyed; make a new one'));
    }
    if (this.#initialized !== undefined) {
      const message = 'initialize was called again; it starts the client only once';
      this.#parts.reporter.warnOnce('initialize', 'again', message);
      return this.#initialized;
    }
    try {
      return this.#start(options);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Whether a flag is on for a context. Touches memory only; never throws.
   * @param fallback answers when the flag is unknown, no flags are loaded yet, or a custom strategy threw. Default `false`.
   */
  isEnabled(name: string, context?: Context, fallback?: Fallback): boolean {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#parts.evaluator.isEnabled(name, context, fallback);
  }

  /**
   * The variant of a flag for a context: `{ name, enabled, payload?, feature_enabled }`, named `disabled` where there is
   * none. Touches memory only; never throws. The answer is frozen.
   * @param fallback answers in the same cases as the fallback of `isEnabled`.
   */
  getVariant(name: string, context?: Context, fallback?: FallbackVariant): Variant {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#parts.evaluator.getVariant(name, context, fallback);
  }

  /** Everything about a flag for a context: on or off, its variant, and the reason. Never throws. */
  evaluate(name: string, context?: Context, fallback?: Fallback): Evaluation {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#parts.evaluator.evaluate(name, context, fallback);
  }

  /** All flags for a context, by name: to hand to a page or a log. Counts nothing and sends no impressions. */
  evaluateAll(context?: Context): Map<string, Evaluation> {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#parts.evaluator.evaluateAll(context);
  }

  /** Why a flag comes out as it does, strategy by strategy and constraint by constraint. Sends no impression. */
  explain(name: string, context?: Context): Explanation {
    if (!this.#isAsked) this.#noteFirstQuestion();
    return this.#parts.evaluator.explain(name, context);
  }

  /** The flags in use by name, with their type and project. */
  featureDefinitions(): Map<string, FeatureDefinition> {
    return featureDefinitions(this.#parts.store.flags.payload);
  }

  /**
   * Fetches the flags now, for those who switched polling off (`refreshInterval: 0`) or cannot wait, and settles when
   * that has ended. Joins a fetch under way. Starts the client if nobody has; does nothing after `destroy`. Never rejects.
   */
  async refresh(): Promise<void> {
    if (this.#destroyed !== undefined) return;
    if (this.#initialized === undefined) void this.initialize();
    const refresh = async () => {
      await (await this.#started?.sync)?.refresh();
      await new Promise<void>((resolve) => this.#parts.store.whenInUse(resolve));
    };
    await holdProcess(refresh());
  }

  /**
   * Changes how flags are kept fresh; the flags in use stay until the new mode has brought its own. Before `initialize` it
   * sets the mode to start with. A process that does not ask the server has no use for it.
   * @throws UnleashError `INVALID_OPTION` for what is no mode.
   */
  setMode(mode: Mode): void {
    read('mode', () => isOneOf(modes)('mode', mode));
    this.#parts.modes.wanted = mode;
    void this.#started?.sync.then((sync) => sync?.setMode(mode, SET_BY_APPLICATION));
  }

  /** Reports all usage that is counted by now; settles when that has succeeded or failed, and never rejects. */
  flushMetrics(): Promise<void> {
    return holdProcess(this.#parts.metrics.flush());
  }

  /** Numbers that tell what a release does: counters, gauges and histograms, reported with the usage. */
  get impactMetrics(): ImpactMetrics {
    return this.#parts.metrics.impact;
  }

  /**
   * Adds a listener; returns what removes it. What it throws never reaches the code that asked for a flag.
   * @throws TypeError with the code `INVALID_OPTION` for a name that no event has, and for what is no function.
   */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    return this.#parts.bus.on(name, listener);
  }

  /** Adds a listener for the next event only, as `on` does; returns what removes it. */
  once<Name extends EventName>(name: Name, listener: Listener<Name>): () => void {
    return this.#parts.bus.once(name, listener);
  }

  /** Removes a listener; throws as `on` does. */
  off<Name extends EventName>(name: Name, listener: Listener<Name>): void {
    this.#parts.bus.off(name, listener);
  }

  /**
   * Reports what is counted, stops fetching, aborts what is in flight and releases timers and connections. The flags in
   * use keep answering; the cache is left as it is. Settles within a second, or within `timeoutMs` where counts are unsent
   * and the server is silent; a second call answers with the same promise.
   */
  destroy(options: DestroyOptions = {}): Promise<void> {
    if (this.#destroyed !== undefined) return this.#destroyed;
    try {
      const { flush, timeoutMs } = resolveDestroyOptions(options);
      this.#isAsked = true;
      this.#stopWatchingExit();
      this.#started?.firstFlags.giveUp();
      this.#started?.bootstrapper.stop();
      // A client that nobody started has told no server anything, and does not begin now.
      const flushMs = flush && this.#started !== undefined ? timeoutMs : undefined;
      this.#destroyed = stopClient(this.#parts, this.#started?.sync, { flushMs });
      return this.#destroyed;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Destroys the client at the end of the block that it was made for by `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.destroy();
  }

  #start(options: InitializeOptions): Promise<InitializeResult> {
    const { fetchToggles, timeoutMs } = resolveInitializeOptions(options);
    if (fetchToggles === 'elected' && this.#parts.keeper?.canElect !== true) {
      const message =
        "fetchToggles: 'elected' needs a cache with the method lease, such as a FileCache or RedisCache";
      throw new UnleashError('INVALID_OPTION', message);
    }
    let settle: (result: Promise<InitializeResult>) => void = () => undefined;
    // There before anything can send an event: a listener may initialize or destroy the client.
    this.#initialized = new Promise((resolve) => {
      settle = resolve;
    });
    this.#started = startClient(
      this.#parts,
      { fetchToggles, timeoutMs },
      () => this.#destroyed !== undefined,
    );
    settle(this.#started.firstFlags.promise);
    if (this.#destroyed === undefined) {
      this.#open(this.#started, fetchToggles !== false);
    } else {
      this.#started.firstFlags.giveUp();
      this.#started.bootstrapper.stop();
    }
    return this.#initialized;
  }

  /** Begins to report usage and to send events. */
  #open({ firstFlags, ranks }: StartedClient, asksServer: boolean): void {
    const { store, keeper, metrics, reporter, options } = this.#parts;
    metrics.start();
    if (options.flushOnExit) {
      const flush = () => within(metrics.flush(), DEFAULT_FLUSH_MS, holdingScheduler);
      this.#stopWatchingExit = flushOnExit({ flush, end: () => this.destroy() });
    }
    store.open(ranks);
    if (asksServer || keeper !== undefined) {
      firstFlags.flagsArrived();
    } else {
      firstFlags.nobodyAsks();
      const message = 'fetchToggles is false and there is no cache to follow: flags never change';
      reporter.warn('initialize', message);
    }
  }

  /** Checks once, at the first question, that somebody has started the client. */
  #noteFirstQuestion(): void {
    this.#isAsked = true;
    if (this.#initialized !== undefined) return;
    const message =
      'a flag was asked for before initialize() was called; until it is, only bootstrapped flags answer';
    this.#parts.reporter.warn('not-initialized', message);
  }
}
