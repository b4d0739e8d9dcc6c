import assert from 'node:assert/strict';
import type { Context, Parameters, Strategy } from '@unleash-client/core';
import { show } from '../show';

/** Asks as a client does: `compile` when there is one, else `apply`. What is thrown comes through. */
export function prepare(strategy: Strategy, parameters: Parameters): (context: Context) => unknown {
  if ('compile' in strategy && strategy.compile !== undefined) return strategy.compile(parameters);
  if ('apply' in strategy) return (context) => strategy.apply(parameters, context);
  assert.fail(`a strategy must be an object with apply or compile, got ${show(strategy)}`);
}

/** The answer of a strategy; fails when it throws or answers anything but true or false. */
export function ask(strategy: Strategy, parameters: Parameters, context: Context): boolean {
  const fail = (what: string, cause?: unknown): never => {
    const message = `the strategy ${what}, asked with parameters ${show(parameters)} and context ${show(context)}`;
    throw Object.assign(new assert.AssertionError({ message }), { cause });
  };
  let answer: unknown;
  try {
    answer = prepare(strategy, parameters)(context);
  } catch (cause) {
    return fail(`threw ${String(cause).slice(0, 200)}`, cause);
  }
  if (typeof answer === 'boolean') return answer;
  swallow(answer);
  return fail(`must answer true or false, and answered ${show(answer)}`);
}

/** A promise that rejects later must not end the process. */
function swallow(answer: unknown): void {
  Promise.resolve(answer).catch(() => undefined);
}
