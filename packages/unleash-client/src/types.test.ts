import { describe, expectTypeOf, test } from 'vitest';
import type {
  Cache,
  ChangedEvent,
  ErrorCode,
  Evaluation,
  EventName,
  FeatureDefinition,
  FeatureFlagEvent,
  InitializeResult,
  Listener,
  Logger,
  MemoryCache,
  Mode,
  ModeEvent,
  Reason,
  Strategy,
  UnleashClient,
  UnleashError,
  UnleashEvent,
  UnleashOptions,
  Variant,
  VariantEvent,
} from './index';

describe('types of the client', () => {
  test('calls answer with precise types', () => {
    expectTypeOf<UnleashClient['isEnabled']>().returns.toEqualTypeOf<boolean>();
    expectTypeOf<UnleashClient['getVariant']>().returns.toEqualTypeOf<Variant>();
    expectTypeOf<UnleashClient['evaluate']>().returns.toEqualTypeOf<Evaluation>();
    expectTypeOf<UnleashClient['evaluateAll']>().returns.toEqualTypeOf<Map<string, Evaluation>>();
    expectTypeOf<UnleashClient['featureDefinitions']>().returns.toEqualTypeOf<
      Map<string, FeatureDefinition>
    >();
    expectTypeOf<UnleashClient['initialize']>().returns.resolves.toEqualTypeOf<InitializeResult>();
    expectTypeOf<UnleashClient['setMode']>().parameters.toEqualTypeOf<[mode: Mode]>();
    expectTypeOf<Mode>().toEqualTypeOf<'polling' | 'delta' | 'streaming'>();
    expectTypeOf<UnleashClient>().toExtend<AsyncDisposable>();
    expectTypeOf<InitializeResult['source']>().toEqualTypeOf<'server' | 'cache' | 'bootstrap' | 'none'>();
    expectTypeOf<InitializeResult['error']>().toEqualTypeOf<UnleashError | undefined>();
  });

  test('listeners know their event by its name', () => {
    const on = (_: <Name extends EventName>(name: Name, listener: Listener<Name>) => () => void) => undefined;
    on((name) => () => void name);
    expectTypeOf<Parameters<Listener<'changed'>>[0]>().toEqualTypeOf<ChangedEvent>();
    expectTypeOf<Parameters<Listener<'impression'>>[0]>().toEqualTypeOf<FeatureFlagEvent | VariantEvent>();
    expectTypeOf<Parameters<Listener<'error'>>[0]['error']>().toEqualTypeOf<UnleashError>();
    expectTypeOf<Parameters<Listener<'mode'>>[0]>().toEqualTypeOf<ModeEvent>();
    expectTypeOf<ModeEvent['to']>().toEqualTypeOf<Mode>();
    expectTypeOf<UnleashClient['on']>().returns.toEqualTypeOf<() => void>();
    const typed = (client: UnleashClient) => {
      client.on('changed', ({ added, removed, updated }) =>
        expectTypeOf([added, removed, updated]).toEqualTypeOf<(readonly string[])[]>(),
      );
      client.once('ready', ({ source }) =>
        expectTypeOf(source).toEqualTypeOf<'server' | 'cache' | 'bootstrap'>(),
      );
      // @ts-expect-error there is no such event
      client.on('change', () => undefined);
      // @ts-expect-error a ready event has no features
      client.on('ready', ({ features }) => features);
    };
    expectTypeOf(typed).returns.toBeVoid();
  });

  test('events are told apart by eventType', () => {
    const read = (event: UnleashEvent): string => {
      switch (event.eventType) {
        case 'ready':
          return event.source;
        case 'changed':
          return event.added.join();
        case 'variant':
          return event.variant.name;
        case 'error':
          return event.error.code satisfies ErrorCode;
        default:
          return event.eventId;
      }
    };
    expectTypeOf(read).returns.toBeString();
  });

  test('an evaluation is told apart by its reason', () => {
    const read = (evaluation: Evaluation) => {
      expectTypeOf(evaluation.reason).toEqualTypeOf<Reason>();
      if (evaluation.reason === 'strategy')
        expectTypeOf(evaluation.strategy).toEqualTypeOf<{ readonly index: number; readonly name: string }>();
      if (evaluation.reason === 'parent') expectTypeOf(evaluation.parent).toEqualTypeOf<string>();
      // @ts-expect-error only the reason `parent` has one
      if (evaluation.reason === 'disabled') return evaluation.parent;
      // @ts-expect-error it is frozen
      evaluation.enabled = true;
      return undefined;
    };
    expectTypeOf(read).toBeFunction();
  });
});

describe('types of the options', () => {
  const accept = (_: UnleashOptions) => undefined;
  const required = { url: 'https://unleash.example.com/api', appName: 'a' };

  test('accept what is right', () => {
    accept(required);
    accept({ ...required, customHeaders: { Authorization: 'token' } });
    accept({ ...required, customHeaders: async () => ({ Authorization: 'token' }) });
    accept({ ...required, logger: console, environment: undefined });
    accept({
      ...required,
      customStrategies: { Weekend: { apply: () => true }, Fast: { compile: () => () => true } },
    });
    accept({ ...required, bootstrap: { features: [{ name: 'f' }], meta: { revision: 1 } } });
    expectTypeOf<MemoryCache>().toExtend<Cache>();
    expectTypeOf<Console>().toExtend<Logger>();
    expectTypeOf<{ apply: (parameters: object, context: object) => boolean }>().toExtend<Strategy>();
  });

  test('reject what is wrong', () => {
    // @ts-expect-error appName is missing
    accept({ url: '' });
    // @ts-expect-error a number is expected
    accept({ ...required, refreshInterval: '15' });
    // @ts-expect-error it is called requestTimeout here
    accept({ ...required, timeout: 15 });
    // @ts-expect-error a closed set
    accept({ ...required, logLevel: 'verbose' });
    // @ts-expect-error a closed set
    accept({ ...required, multipleInstanceMode: 'allow' });
    // @ts-expect-error header values are strings
    accept({ ...required, customHeaders: { Authorization: 7 } });
    // @ts-expect-error a strategy answers true or false, and now
    accept({ ...required, customStrategies: { Odd: { apply: async () => true } } });
    // @ts-expect-error a cache can get and set
    accept({ ...required, cache: { get: () => null } });
    // @ts-expect-error a bootstrap has features
    accept({ ...required, bootstrap: [] });
  });

  test('contexts take what semantics allow, and nothing that cannot be read', () => {
    const ask = (client: UnleashClient) => {
      client.isEnabled('f', { userId: 7, currentTime: new Date(), properties: { plan: 'gold', big: 7n } });
      client.isEnabled('f', { tenant: 'acme' }, true);
      client.isEnabled('f', {}, (name, context) => name === context.userId);
      // @ts-expect-error a fallback answers true or false
      client.isEnabled('f', {}, 'yes');
      // @ts-expect-error a fallback answers now
      client.isEnabled('f', {}, async () => true);
      // @ts-expect-error a user is no list
      client.isEnabled('f', { userId: ['7'] });
      // @ts-expect-error a variant needs a name
      client.getVariant('f', {}, { enabled: true });
    };
    expectTypeOf(ask).returns.toBeVoid();
  });
});
