import {
  compile,
  diffPayloads,
  type FlagSet,
  type Issue,
  type Payload,
  parsePayload,
  type RegexEngine,
} from '@unleash-client/core';
import type { EventBus, FlagsSource } from '@unleash-client/events';
import { UnleashError } from '@unleash-client/http';
import { describeCause } from '../report/describe-cause';
import type { Reporter } from '../report/reporter';
import type { EvaluationWorld } from './create-world';
import { loadRegex } from './load-regex';

/** Which flags give way to which: a text is accepted when its rank is at least that of the flags in use. */
export type Ranks = Readonly<Record<FlagsSource, number>>;

export interface FlagStoreOptions {
  readonly world: EvaluationWorld;
  readonly ranks: Ranks;
  readonly bus: EventBus;
  readonly reporter: Reporter;
}

/** The flags in use, and the one door by which others come in. */
export interface FlagStore {
  /** What evaluations ask; empty until the first flags are accepted. */
  readonly flags: FlagSet;
  /** Where the flags in use came from; `undefined` while there are none. */
  readonly source: FlagsSource | undefined;
  /** Takes a text in. `refused` flags leave the old ones in use; so do those of a lower rank, which are `ignored`. */
  accept(text: string, source: FlagsSource): 'accepted' | 'refused' | 'ignored';
  /** Sends `ready` for flags that were taken in before anybody could listen. */
  announce(): void;
  /** The server has confirmed the text that was last accepted: from now on its rank is the server's. */
  confirm(): void;
  /** Settles when flags that wait for the regular expression engine are in use. */
  settled(): Promise<void>;
}

/** Flags of the server win over all others; which come next is the application's choice. */
export const ranksOf = (bootstrapOverride: boolean): Ranks =>
  bootstrapOverride ? { cache: 0, bootstrap: 1, server: 2 } : { bootstrap: 0, cache: 1, server: 2 };

const NO_FLAGS: Payload = { flags: new Map(), malformed: new Set(), segments: new Map(), usesRegex: false };

export function createFlagStore({ world, ranks, bus, reporter }: FlagStoreOptions): FlagStore {
  let flags = compile(NO_FLAGS, world);
  let source: FlagsSource | undefined;
  let accepted: FlagsSource | undefined;
  let lastText: string | undefined;
  let regex: RegexEngine | undefined;
  let pending: Promise<void> | undefined;
  let version = 0;
  let isAnnouncing = false;
  let isReady = false;

  const announceReady = (from: FlagsSource) => {
    if (!isReady) bus.emit({ eventType: 'ready', source: from });
    isReady = true;
  };

  const swap = (payload: Payload) => {
    const before = flags.payload;
    flags = compile(payload, { ...world, regex, previous: flags });
    // Read now: what a cache held may have been confirmed by the server while the engine was loading.
    source = accepted;
    if (isAnnouncing && source !== undefined) announceReady(source);
    if (isAnnouncing && bus.isWanted('changed')) announceChanges(before, payload);
  };
  const announceChanges = (before: Payload, after: Payload) => {
    const changes = diffPayloads(before, after);
    const isChange = changes.added.length + changes.removed.length + changes.updated.length > 0;
    if (isChange) bus.emit({ eventType: 'changed', ...changes });
  };
  /** Flags that need the engine go live when it is loaded, unless newer ones were accepted meanwhile. */
  const swapWithRegex = async (payload: Payload, mine: number) => {
    try {
      regex = await loadRegex();
    } catch (cause) {
      const message = `the regular expression engine could not be loaded: ${describeCause(cause)}`;
      reporter.error(new UnleashError('INVALID_PAYLOAD', message, { cause }));
    }
    if (mine === version) swap(payload);
  };

  return {
    get flags() {
      return flags;
    },
    get source() {
      return source;
    },
    accept(text, from) {
      if (accepted !== undefined && ranks[from] < ranks[accepted]) return 'ignored';
      if (text === lastText) {
        accepted = from;
        if (source !== undefined) source = from;
        return 'accepted';
      }
      const payload = read(text, from, reporter);
      if (payload === null) return 'refused';
      accepted = from;
      lastText = text;
      version += 1;
      if (payload.usesRegex && regex === undefined) pending = swapWithRegex(payload, version);
      else swap(payload);
      return 'accepted';
    },
    announce() {
      isAnnouncing = true;
      if (source !== undefined) announceReady(source);
    },
    confirm() {
      accepted = 'server';
      if (source !== undefined) source = 'server';
    },
    settled: async () => pending,
  };
}

function read(text: string, from: FlagsSource, reporter: Reporter): Payload | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // What the parser says quotes the text, which may be a page with anything on it.
    reporter.error(
      new UnleashError('INVALID_PAYLOAD', `flags from ${nameOf(from)} are refused: they are no JSON`),
    );
    return null;
  }
  const { payload, issues } = parsePayload(body);
  if (payload === null) {
    const [issue] = issues;
    const message = `flags from ${nameOf(from)} are refused: ${printIssue(issue)}`;
    reporter.error(new UnleashError('INVALID_PAYLOAD', message));
  } else if (issues.length > 0) {
    reporter.warn('malformed', `flags from ${nameOf(from)}: ${printIssues(issues)}`);
  }
  return payload;
}

const nameOf = (source: FlagsSource): string => (source === 'bootstrap' ? 'bootstrap' : `the ${source}`);

const printIssue = (issue: Issue | undefined): string =>
  issue === undefined ? 'unreadable' : [issue.path, issue.message].filter(Boolean).join(': ');

/** The first few of many: a message is for people. */
const SHOWN_ISSUES = 3;

function printIssues(issues: readonly Issue[]): string {
  const shown = issues.slice(0, SHOWN_ISSUES).map(printIssue).join('; ');
  const more = issues.length - SHOWN_ISSUES;
  return `${issues.length === 1 ? 'one part' : `${issues.length} parts`} cannot be used: ${shown}${more > 0 ? `; and ${more} more` : ''}`;
}
