import type { Context } from '../context/context';
import { createFullContext } from '../context/full-context';
import type { StrategyDefinition } from '../definitions';
import type { ApplyStrategy, Strategy } from '../strategy';
import type { World } from '../world';
import { textParameters } from './parameters';
import type { Rule } from './rule';

/**
 * Compiles a custom strategy. Only a plain `true` turns a flag on; what it throws, a promise or any other value is
 * reported and counts as "no answer" (an exception) or `false` (a wrong value).
 */
export function compileCustomStrategy(
  strategy: Strategy,
  definition: StrategyDefinition,
  world: World,
  path: string,
): Rule {
  const fail = (message: string, cause?: unknown) =>
    world.onIssue({
      kind: 'strategy-failed',
      path,
      message: `strategy ${definition.name.slice(0, 100)} ${message}`,
      cause,
    });
  const ask = prepare(strategy, definition, fail);
  const fullContext = createFullContext(world);
  return (context) => {
    try {
      const answer: unknown = ask(fullContext(context));
      if (typeof answer === 'boolean') return answer;
      swallow(answer);
      fail(
        `must return true or false, got ${isThenable(answer) ? 'a promise' : typeof answer}; it does not pass`,
      );
      return false;
    } catch (cause) {
      fail('threw', cause);
      return undefined;
    }
  };
}

type Ask = (context: Context) => unknown;

function prepare(
  strategy: Strategy,
  definition: StrategyDefinition,
  fail: (m: string, cause: unknown) => void,
): Ask {
  const parameters = textParameters(definition.parameters);
  try {
    if ('compile' in strategy && strategy.compile !== undefined) return strategy.compile(parameters);
    return (context) => (strategy as ApplyStrategy).apply(parameters, context);
  } catch (cause) {
    fail('threw while it compiled its parameters', cause);
    return () => {
      throw cause;
    };
  }
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

const ignore = () => undefined;

/** A rejection of a promise that nobody asked for must not end the process. */
function swallow(value: unknown): void {
  if (isThenable(value)) value.then(ignore, ignore);
}
