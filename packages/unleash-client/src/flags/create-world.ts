import type { CompileOptions, Issue } from '@unleash-client/core';
import { hostname } from '../hostname';
import type { ResolvedOptions } from '../options/resolve-options';
import { createOwnError } from '../report/own-error';
import type { Reporter } from '../report/reporter';

/** The world that core is given: this process's clock, chance, names, and ears for what it cannot use. */
export type EvaluationWorld = Omit<CompileOptions, 'previous' | 'regex' | 'tag'>;

export function createWorld(options: ResolvedOptions, reporter: Reporter): EvaluationWorld {
  return {
    // Asked for at each call, so that whoever replaces the clock is heard.
    now: () => Date.now(),
    random: () => Math.random(),
    appName: options.appName,
    environment: options.environment,
    hostname: hostname(),
    strategies: options.strategies,
    patternLength: options.limits.patternLength,
    onIssue: (issue) => reportIssue(issue, reporter),
  };
}

/** Evaluations can meet the same problem thousands of times a second; it is told once. */
function reportIssue({ kind, path, message, cause }: Issue, reporter: Reporter): void {
  const text = `${path}: ${message}`;
  const failure = cause === undefined ? undefined : { thrown: cause };
  if (kind === 'strategy-failed') reporter.errorOnce(path, createOwnError('STRATEGY', text, failure));
  else reporter.warnOnce(kind, path, text);
}
