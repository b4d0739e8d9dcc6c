import { type Issue, type Payload, parsePayload } from '@unleash-client/core';
import type { FlagsSource } from '@unleash-client/events';
import { UnleashError } from '@unleash-client/http';
import { type Reporter, shorten } from '../report/reporter';

/** Reads all flags from a text, and reports what cannot be used; `null` when all of it is refused. */
export function readFlags(text: string, from: FlagsSource, reporter: Reporter): Payload | null {
  const body = parseFlags(text, from, reporter);
  return body === undefined ? null : useFlags(body, from, reporter);
}

/** Takes all flags from what a text says, and reports what cannot be used; `null` when all of it is refused. */
export function useFlags(body: unknown, from: FlagsSource, reporter: Reporter): Payload | null {
  const { payload, issues } = parsePayload(body);
  if (payload === null) {
    const [issue] = issues;
    const message = `flags from ${nameOf(from)} are refused: ${printIssue(issue)}`;
    reporter.error(new UnleashError('INVALID_PAYLOAD', shorten(message)));
  } else {
    reportIssues(issues, from, reporter);
  }
  return payload;
}

/** What a text says; `undefined`, and an error event, for what is no JSON. */
export function parseFlags(text: string, from: FlagsSource, reporter: Reporter): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser says quotes the text, which may be a page with anything on it.
    const hint = from === 'server' ? ' (is the url that of an Unleash API?)' : '';
    const message = `flags from ${nameOf(from)} are refused: they are no JSON${hint}`;
    reporter.error(new UnleashError('INVALID_PAYLOAD', message));
    return undefined;
  }
}

/** Tells of what is malformed in flags of which the rest is used. */
export function reportIssues(issues: readonly Issue[], from: FlagsSource, reporter: Reporter): void {
  if (issues.length > 0) reporter.warn('malformed', `flags from ${nameOf(from)}: ${printIssues(issues)}`);
}

export const nameOf = (source: FlagsSource): string =>
  source === 'bootstrap' ? 'bootstrap' : `the ${source}`;

export const printIssue = (issue: Issue | undefined): string =>
  issue === undefined ? 'unreadable' : [issue.path, issue.message].filter(Boolean).join(': ');

/** The first few of many: a message is for people. */
const SHOWN_ISSUES = 3;

function printIssues(issues: readonly Issue[]): string {
  const shown = issues.slice(0, SHOWN_ISSUES).map(printIssue).join('; ');
  const more = issues.length - SHOWN_ISSUES;
  return `${issues.length === 1 ? 'one part' : `${issues.length} parts`} cannot be used: ${shown}${more > 0 ? `; and ${more} more` : ''}`;
}
