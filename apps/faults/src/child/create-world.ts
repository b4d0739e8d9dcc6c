import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import type { UnleashClient, UnleashError, UnleashEvent } from 'unleash-client';
import type { Assignment } from './assignment';
import type { Clock } from './clock';
import { say } from './say';
import type { ProcessWatch } from './watch-process';
import type { World } from './world';

/** Enough of each kind for the search for secrets; more would take the time that is measured. */
const MOST_SHOWN = 100;
const LONGEST_MESSAGE = 1000;
const LONGEST_EVIDENCE = 100_000;

/** A world, and what its owner does with it. */
export interface OwnWorld extends World {
  readonly clients: readonly UnleashClient[];
  /** Closes what was left to be closed. */
  close(): Promise<void>;
}

export async function createWorld(
  { secrets, options: arranged, props }: Assignment,
  clock: Clock,
  watch: ProcessWatch,
): Promise<OwnWorld> {
  const library = await import('unleash-client');
  const events: UnleashEvent[] = [];
  const errors: UnleashError[] = [];
  const clients: UnleashClient[] = [];
  const closings: (() => unknown)[] = [];
  const shown = new Map<string, number>();

  const show = (value: unknown) => {
    for (const print of [inspectDeeply, toJson, String]) {
      try {
        say({ kind: 'evidence', text: print(value).slice(0, LONGEST_EVIDENCE) });
      } catch {
        // What an application put into an event may refuse to be looked at.
      }
    }
  };
  const record = (event: UnleashEvent) => {
    events.push(event);
    if (event.eventType === 'error') errors.push(event.error);
    const message = messageOf(event);
    if (message.length > LONGEST_MESSAGE) say({ kind: 'lengthy', text: message.slice(0, 100) });
    const times = (shown.get(event.eventType) ?? 0) + 1;
    shown.set(event.eventType, times);
    if (times <= MOST_SHOWN) show(event);
  };
  const create: World['create'] = (options) => {
    const client = new library.UnleashClient({
      url: 'http://127.0.0.1:1/api',
      appName: 'faults',
      customHeaders: { Authorization: secrets.token, 'X-Tenant-Key': secrets.tenantKey },
      eventCallback: record,
      ...arranged,
      ...options,
    });
    clients.push(client);
    return client;
  };
  const until: World['until'] = async (isSo, withinMs = 10_000) => {
    const start = performance.now();
    while (!isSo()) {
      if (performance.now() - start > withinMs) return Number.POSITIVE_INFINITY;
      await sleep(5);
    }
    return performance.now() - start;
  };

  watch.reset();
  return {
    library,
    props,
    secrets,
    clock,
    events,
    errors,
    clients,
    create,
    async start(options, how) {
      const client = create(options);
      await client.initialize(how);
      return client;
    },
    cue: (name) =>
      new Promise((resolve) => {
        process.channel?.ref();
        process.once('message', () => {
          process.channel?.unref();
          resolve();
        });
        say({ kind: 'cue', name });
      }),
    until,
    pass: async (ms) => void (await sleep(ms)),
    async time(work) {
      const start = performance.now();
      await work();
      return performance.now() - start;
    },
    longestStallMs: watch.longestStallMs,
    note(...findings) {
      for (const finding of findings) say({ kind: 'finding', finding });
    },
    show,
    defer: (close) => void closings.push(close),
    async close() {
      for (const close of closings.reverse()) await close();
    },
  };
}

const messageOf = (event: UnleashEvent): string => {
  if (event.eventType === 'warn') return event.message;
  return event.eventType === 'error' ? event.error.message : '';
};

const inspectDeeply = (value: unknown): string =>
  inspect(value, { depth: 10, showHidden: true, maxStringLength: 10_000 });

/** As JSON, but for flags that are parsed when they are read: that would cost the time that is measured. */
function toJson(value: unknown): string {
  const isParsedWhenRead = (value as { eventType?: unknown } | null)?.eventType === 'fetched';
  return isParsedWhenRead ? '' : (JSON.stringify(value) ?? '');
}
