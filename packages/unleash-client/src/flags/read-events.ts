import { applyDelta, EMPTY_PAYLOAD, type Issue } from '@unleash-client/core';
import type { FlagsSource } from '@unleash-client/events';
import { UnleashError } from '@unleash-client/http';
import { type Reporter, shorten } from '../report/reporter';
import { compactEvents } from './compact-events';
import { type EventLog, type HeldFlags, outgrowth } from './held-flags';
import { nameOf, parseFlags, printIssue, reportIssues } from './read-flags';

type Node = Readonly<Record<string, unknown>>;

/**
 * Applies a list of events to the flags before it; the same flags when all of it is known already. `resync` for what
 * cannot be applied: no list of events, a change to flags that nobody has, an event that comes too late.
 */
export function readEvents(
  text: string,
  before: HeldFlags | undefined,
  from: FlagsSource,
  reporter: Reporter,
): HeldFlags | 'resync' {
  const body = parseFlags(text, from, reporter);
  if (body === undefined) return 'resync';
  const events = eventsOf(body);
  const hydration = events?.filter(({ type }) => type === 'hydration').at(-1);
  const log = before?.events;
  if (events !== undefined && hydration === undefined && log === undefined) return 'resync';
  const news = events && (hydration === undefined && log ? withoutKnown(events, log) : events);
  if (news === 'too late') return 'resync';
  if (news?.length === 0 && before !== undefined) return before;

  const previous = hydration === undefined && before !== undefined ? before.payload : EMPTY_PAYLOAD;
  const delta = applyDelta(previous, news === undefined ? body : { events: news });
  if (delta.resync) {
    refuse(delta.issues, from, reporter);
    return 'resync';
  }
  const unknown = delta.issues.filter(({ kind }) => kind === 'unknown-event');
  for (const issue of unknown) reporter.warnOnce('unknown-event', issue.message, printIssue(issue));
  reportIssues(
    delta.issues.filter((issue) => !unknown.includes(issue)),
    from,
    reporter,
  );
  const { payload } = delta;
  if (hydration !== undefined) return { payload, body: text, events: startLog(text, news ?? [], hydration) };
  if (log === undefined || before === undefined) return 'resync';
  const next = { payload, body: before.body + text, events: continueLog(log, text, news ?? []) };
  return outgrowth(next) > 1 ? compactEvents(next) : next;
}

const eventsOf = (body: unknown): readonly Node[] | undefined => {
  const events: unknown = (body as { readonly events?: unknown } | null)?.events;
  const areNodes =
    Array.isArray(events) && events.every((event) => typeof event === 'object' && event !== null);
  return areNodes ? (events as readonly Node[]) : undefined;
};

const idOf = ({ eventId }: Node): number | undefined => (typeof eventId === 'number' ? eventId : undefined);

/** The events that are not applied yet; `too late` where one is older than what is applied, and was never seen. */
function withoutKnown(events: readonly Node[], log: EventLog): readonly Node[] | 'too late' {
  let last = log.revision;
  const news: Node[] = [];
  for (const event of events) {
    const id = idOf(event);
    if (id !== undefined && id <= log.revision) {
      if (id > log.hydratedAt && !log.applied.has(id)) return 'too late';
      continue;
    }
    // Several events may have one id: a change of a segment is one of each flag that uses it.
    if (id !== undefined && id < last) return 'too late';
    last = id ?? last;
    news.push(event);
  }
  return news;
}

function startLog(text: string, events: readonly Node[], hydration: Node): EventLog {
  const hydratedAt = idOf(hydration) ?? 0;
  return continueLog({ texts: [], applied: new Set(), revision: hydratedAt, hydratedAt }, text, events);
}

function continueLog(log: EventLog, text: string, events: readonly Node[]): EventLog {
  const ids = events.map(idOf).filter((id) => id !== undefined);
  return {
    ...log,
    texts: [...log.texts, text],
    applied: new Set([...log.applied, ...ids]),
    // Not spread into arguments: a replay may have more events than a call takes.
    revision: ids.reduce((latest, id) => Math.max(latest, id), log.revision),
  };
}

function refuse(issues: readonly Issue[], from: FlagsSource, reporter: Reporter): void {
  const issue = issues.find(({ kind }) => kind !== 'unknown-event');
  const message = `events from ${nameOf(from)} cannot be applied: ${printIssue(issue)}; all flags are asked for again`;
  reporter.error(new UnleashError('INVALID_PAYLOAD', shorten(message)));
}
