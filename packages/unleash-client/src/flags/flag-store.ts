import {
  compile,
  diffPayloads,
  EMPTY_PAYLOAD,
  type FlagSet,
  type Payload,
  type RegexEngine,
} from '@unleash-client/core';
import type { EventBus, FlagsSource } from '@unleash-client/events';
import { UnleashError } from '@unleash-client/http';
import type { Counter, Counting } from '../metrics/counting';
import type { Limits } from '../options/limits';
import { createOwnError } from '../report/own-error';
import type { Reporter } from '../report/reporter';
import type { EvaluationWorld } from './create-world';
import type { HeldFlags } from './held-flags';
import { isTooDense } from './is-too-dense';
import { loadRegex } from './load-regex';
import { nameOf } from './read-flags';
import { type Incoming, readIncoming } from './read-incoming';

/** Which flags give way to which: a text is accepted when its rank is at least that of the flags in use. */
export type Ranks = Readonly<Record<FlagsSource, number>>;

/** Flags of the server win over all others; which come next is the application's choice. */
export const ranksOf = (bootstrapOverride: boolean): Ranks =>
  bootstrapOverride ? { cache: 0, bootstrap: 1, server: 2 } : { bootstrap: 0, cache: 1, server: 2 };

export interface FlagStoreOptions {
  readonly world: EvaluationWorld;
  readonly ranks: Ranks;
  readonly limits: Pick<Limits, 'flags'>;
  readonly counting: Counting;
  readonly bus: EventBus;
  readonly reporter: Reporter;
}

/** The flags in use, and the one door by which others come in. */
export interface FlagStore {
  /** What evaluations ask; empty until the first flags are accepted. Each flag bears its counter. */
  readonly flags: FlagSet<Counter>;
  /** Where the flags in use came from; `undefined` while there are none. */
  readonly source: FlagsSource | undefined;
  /** What was accepted last, which may wait to be used. */
  readonly held: HeldFlags | undefined;
  /**
   * Takes flags in. Those that are `refused`, need a `resync`, or are of a lower rank and `ignored` leave the old ones in
   * use.
   */
  accept(incoming: Incoming, source: FlagsSource): 'accepted' | 'refused' | 'resync' | 'ignored';
  /** Begins to send events, `ready` first where flags are in use already, and to load what they need. */
  open(ranks?: Ranks): void;
  /** The server has confirmed the text that was last accepted: from now on its rank is the server's. */
  confirm(): void;
  /** Calls `task` when the flags that were accepted are in use: now, unless they wait for the regular expression engine. */
  whenInUse(task: () => void): void;
  /** Takes nothing more in, and sends no more events. */
  close(): void;
}

export function createFlagStore(options: FlagStoreOptions): FlagStore {
  const { bus, reporter, counting, limits } = options;
  /** Callers may pass anything for a name; only texts can be reported. */
  const absentTag = (name: unknown) =>
    typeof name === 'string' ? counting.counterOfUnknown(name) : undefined;
  const world = { ...options.world, tag: counting.counterOf, absentTag };
  let { ranks } = options;
  let source: FlagsSource | undefined;
  let accepted: FlagsSource | undefined;
  let held: HeldFlags | undefined;
  let regex: RegexEngine | undefined;
  /** Flags that are accepted and wait for the engine. */
  let waiting: Payload | undefined;
  let loading: Promise<void> | undefined;
  let life: 'quiet' | 'open' | 'closed' = 'quiet';
  let isReady = false;

  const use = (payload: Payload) => {
    const before = store.flags.payload;
    store.flags = compile(payload, { ...world, regex, previous: store.flags });
    waiting = undefined;
    // Read now: what a cache held may have been confirmed by the server while the engine was loading.
    source = accepted;
    if (life !== 'open') return;
    announceReady();
    if (bus.isWanted('changed')) announceChanges(before, payload);
  };
  const announceReady = () => {
    if (isReady || source === undefined) return;
    isReady = true;
    bus.emit({ eventType: 'ready', source });
  };
  const announceChanges = (before: Payload, after: Payload) => {
    const changes = diffPayloads(before, after);
    const isChange = changes.added.length + changes.removed.length + changes.updated.length > 0;
    if (isChange) bus.emit({ eventType: 'changed', ...changes });
  };
  const load = async (): Promise<void> => {
    try {
      regex = await loadRegex();
    } catch (cause) {
      const message = 'the regular expression engine could not be loaded';
      reporter.error(createOwnError('INVALID_PAYLOAD', message, { thrown: cause }));
    }
    loading = undefined;
    if (waiting !== undefined && life === 'open') use(waiting);
  };
  const refuse = (from: FlagsSource, reason: string): 'refused' => {
    reporter.error(new UnleashError('TOO_LARGE', `flags from ${nameOf(from)} are refused: ${reason}`));
    return 'refused';
  };
  /** Loads the engine for flags that wait for it; not before `open`, since a constructor loads nothing. */
  const loadIfNeeded = () => {
    if (waiting !== undefined && life === 'open') loading ??= load();
  };

  const store: { -readonly [Key in keyof FlagStore]: FlagStore[Key] } = {
    // No accessor: this is read with every evaluation, and calling one would take a third of it.
    flags: compile(EMPTY_PAYLOAD, world),
    get source() {
      return source;
    },
    get held() {
      return held;
    },
    accept(incoming, from) {
      if (life === 'closed' || (accepted !== undefined && ranks[from] < ranks[accepted])) return 'ignored';
      if (isTooDense(incoming, limits.flags)) {
        return refuse(
          from,
          `their text has more objects and lists than ${limits.flags} flags, the limit flags`,
        );
      }
      const next = readIncoming(incoming, held, from, reporter);
      if (typeof next === 'string') return next;
      const { size } = next.payload.flags;
      if (size > limits.flags) {
        return refuse(from, `they would be ${size}, more than ${limits.flags}, the limit flags`);
      }
      if (next !== held) waiting = next.payload;
      held = next;
      accepted = from;
      if (waiting === undefined) source = from;
      else if (waiting.usesRegex && regex === undefined) loadIfNeeded();
      else use(waiting);
      return 'accepted';
    },
    open(newRanks = ranks) {
      if (life === 'closed') return;
      ranks = newRanks;
      life = 'open';
      announceReady();
      loadIfNeeded();
    },
    confirm() {
      accepted = 'server';
      if (waiting === undefined) source = 'server';
    },
    whenInUse(task) {
      if (waiting === undefined || loading === undefined) task();
      else void loading.then(task);
    },
    close() {
      life = 'closed';
    },
  };
  return store;
}
