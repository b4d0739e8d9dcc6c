import type { Context } from './context/context';

/** A strategy's parameters, all texts, as the server sends them. */
export type Parameters = Readonly<Record<string, string>>;

/**
 * A custom activation strategy. `apply` must return `true` or `false`: a promise, a truthy value or an exception does
 * not turn a flag on. The context arrives with `appName`, `environment` and `currentTime` filled in.
 */
export interface ApplyStrategy {
  apply(parameters: Parameters, context: Context): boolean;
}

/** A custom strategy for hot paths: `compile` reads the parameters once, its result is called on every evaluation. */
export interface CompileStrategy {
  compile(parameters: Parameters): (context: Context) => boolean;
}

/** What a strategy plugin implements: either form. Constraints and segments are checked before it is asked. */
export type Strategy = ApplyStrategy | CompileStrategy;
