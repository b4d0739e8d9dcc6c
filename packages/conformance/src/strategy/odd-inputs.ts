import { type Context, createFullContext, type Parameters } from '@unleash-client/core';
import type { StrategyExample } from './strategy-example';

const NOW = Date.parse('2026-11-23T08:00:00Z');
const LONG = 'x'.repeat(10_000);

/** Completes a context as a client does before it asks a custom strategy. */
export const completeContext = createFullContext({
  now: () => NOW,
  appName: 'conformance',
  environment: 'default',
});

/** What an administrator can write into a field of the admin interface, whatever it asks for. */
const ODD_TEXTS = [
  '',
  ' ',
  ',',
  ',,a, ,',
  'NaN',
  '-1',
  '1e999',
  'null',
  'true',
  '__proto__',
  '[',
  '{"a":',
  'å🚀\u0000',
  LONG,
];

/** What an application can put into a field of the context. */
const ODD_VALUES: readonly unknown[] = [
  ...ODD_TEXTS,
  ...[0, -0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 7n, true, false],
  ...[null, undefined, new Date(NOW), new Date(Number.NaN), {}, [], ['a'], { a: 1 }],
];

/** Parameters that a server may send: none, those of the examples with odd values or one missing, and unknown ones. */
export function oddParameters(examples: readonly StrategyExample[]): Parameters[] {
  const known = examples.map(({ parameters }) => parameters);
  const names = [...new Set(known.flatMap(Object.keys))];
  const changed = known.flatMap((parameters) =>
    names.flatMap((name) => ODD_TEXTS.map((text) => ({ ...parameters, [name]: text }))),
  );
  const reduced = known.flatMap((parameters) => names.map((name) => without(parameters, name)));
  const unknown = JSON.parse('{"__proto__":"a","constructor":"b","":"c","unknown":"d"}') as Parameters;
  return [{}, unknown, ...reduced, ...changed];
}

/** Contexts that an application may give: none, those of the examples with odd values or a field missing, and others. */
export function oddContexts(examples: readonly StrategyExample[]): Context[] {
  const known = examples.map(({ context }) => context);
  const names = [...new Set(['userId', 'properties', ...known.flatMap(Object.keys)])];
  const propertyNames = [...new Set(known.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const bases = [{}, ...known];
  const fields = bases.flatMap((context) =>
    names.flatMap((name) => ODD_VALUES.map((value) => ({ ...context, [name]: value }))),
  );
  const properties = bases.flatMap((context) =>
    propertyNames.flatMap((name) =>
      ODD_VALUES.map((value) => ({ ...context, properties: { ...context.properties, [name]: value } })),
    ),
  );
  const bare = Object.assign(Object.create(null), { userId: '7', properties: Object.create(null) });
  const polluting = JSON.parse('{"__proto__":{"a":1},"properties":{"__proto__":"b","constructor":"c"}}');
  return [{}, bare, polluting, ...fields, ...properties].map((context) =>
    completeContext(context as Context),
  );
}

const without = (parameters: Parameters, name: string): Parameters =>
  Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== name));
