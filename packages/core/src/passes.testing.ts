import type { CompileOptions } from './compile-options';
import type { Context } from './context/context';
import { evaluate } from './evaluate';
import { flagSetOf } from './flag-set-of.testing';

/** Whether a flag with this one strategy is on; the flag is called `flag`. */
export const passes = (strategy: object, context: object = {}, options: Partial<CompileOptions> = {}) =>
  evaluate(
    flagSetOf({ features: [{ name: 'flag', enabled: true, strategies: [strategy] }] }, options).flagSet,
    'flag',
    context as Context,
  ).enabled;

/** Whether a flag is on whose only condition is this constraint. */
export const meets = (constraint: object, context: object = {}, options: Partial<CompileOptions> = {}) =>
  passes({ name: 'default', constraints: [constraint] }, context, options);
