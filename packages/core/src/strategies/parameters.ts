import { parseDecimal } from '../context/parse-decimal';
import type { ParametersDefinition, StrategyDefinition } from '../definitions';
import type { Parameters } from '../strategy';

/** A parameter as text; absent ones and `null` are `undefined`. */
export function parameter({ parameters }: StrategyDefinition, name: string): string | undefined {
  const value = parameters?.[name];
  return value === undefined || value === null ? undefined : String(value);
}

/** A percentage from 0 to 100, fractions included; `undefined` for all else (rule 23). */
export function percentage(definition: StrategyDefinition, name: string): number | undefined {
  const share = parseDecimal(parameter(definition, name) ?? '');
  return share !== undefined && share >= 0 && share <= 100 ? share : undefined;
}

/** A comma-separated list without surrounding blanks and empty items (rule 31). */
export const commaList = (definition: StrategyDefinition, name: string): string[] =>
  (parameter(definition, name) ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** The parameters as custom strategies are promised them: texts only. */
export function textParameters(parameters: ParametersDefinition | null | undefined): Parameters {
  const texts = Object.entries(parameters ?? {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, String(value)] as const);
  return Object.freeze(Object.fromEntries(texts));
}
