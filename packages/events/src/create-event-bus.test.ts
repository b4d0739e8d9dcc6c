import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import { createEventBus, DEFAULT_LISTENERS, type EventBusOptions } from './create-event-bus';
import type { ChangedEvent, FeatureFlagEvent, UnleashEvent, VariantEvent } from './event-map';

function start(options: Partial<EventBusOptions> = {}) {
  const onListenerError = vi.fn();
  let id = 0;
  const createId = () => {
    id += 1;
    return `id-${id}`;
  };
  return { onListenerError, bus: createEventBus({ createId, onListenerError, ...options }) };
}

const flag = { eventType: 'feature_flag', featureName: 'f', enabled: true, context: {} } as const;
const variant = {
  ...flag,
  eventType: 'variant',
  variant: { name: 'v', enabled: true, feature_enabled: true },
} as const;

describe('emit', () => {
  test('calls the listeners of that event, in the order they were added', () => {
    const { bus } = start();
    const calls: string[] = [];
    bus.on('ready', () => calls.push('first'));
    bus.on('unchanged', () => calls.push('other'));
    bus.on('ready', () => calls.push('second'));
    bus.emit({ eventType: 'ready', source: 'cache' });
    expect(calls).toEqual(['first', 'second']);
  });

  test('gives each event an id, and all listeners the same frozen event', () => {
    const { bus } = start();
    const events: UnleashEvent[] = [];
    bus.on('ready', (event) => events.push(event));
    bus.on('ready', (event) => events.push(event));
    bus.emit({ eventType: 'ready', source: 'server' });
    bus.emit({ eventType: 'ready', source: 'server' });
    expect(events.map(({ eventId }) => eventId)).toEqual(['id-1', 'id-1', 'id-2', 'id-2']);
    expect(events[0]).toBe(events[1]);
    expect(events.every(Object.isFrozen)).toBe(true);
    expect({ ...events[0] }).toEqual({ eventType: 'ready', source: 'server', eventId: 'id-1' });
  });

  test('does not read a property that is computed when it is read', () => {
    const { bus } = start({ callback: () => undefined });
    const compute = vi.fn(() => []);
    bus.on('fetched', () => undefined);
    bus.emit({
      eventType: 'fetched',
      get features() {
        return compute();
      },
    });
    expect(compute).not.toHaveBeenCalled();
  });

  test('tells of a change of mode, and of a warning about it', () => {
    const { bus } = start();
    const heard: unknown[] = [];
    bus.on('mode', ({ from, to, reason }) => heard.push([from, to, reason]));
    bus.on('warn', ({ kind }) => heard.push(kind));
    bus.emit({ eventType: 'mode', from: 'streaming', to: 'polling', reason: 'why' });
    bus.emit({ eventType: 'warn', kind: 'mode', message: 'why' });
    expect(heard).toEqual([['streaming', 'polling', 'why'], 'mode']);
  });

  test('delivers both kinds of impressions to listeners of impression', () => {
    const { bus } = start();
    const [impressions, flags, variants] = [vi.fn(), vi.fn(), vi.fn()];
    bus.on('impression', impressions);
    bus.on('feature_flag', flags);
    bus.on('variant', variants);
    bus.emit({ ...flag });
    bus.emit({ ...variant });
    expect([impressions, flags, variants].map((listener) => listener.mock.calls.length)).toEqual([2, 1, 1]);
  });

  test('gives every event to the callback, once, after the listeners', () => {
    const calls: string[] = [];
    const { bus } = start({ callback: ({ eventType }) => calls.push(`callback ${eventType}`) });
    bus.on('impression', () => calls.push('impression'));
    bus.on('feature_flag', () => calls.push('feature_flag'));
    bus.emit({ ...flag });
    bus.emit({ eventType: 'unchanged' });
    expect(calls).toEqual(['feature_flag', 'impression', 'callback feature_flag', 'callback unchanged']);
  });

  test('reaches those who listened when it began, whatever they add and remove meanwhile', () => {
    const { bus } = start();
    const late = vi.fn();
    const next = vi.fn();
    const stop = bus.on('unchanged', () => {
      stop();
      bus.on('unchanged', late);
    });
    bus.on('unchanged', next);
    bus.emit({ eventType: 'unchanged' });
    expect([late.mock.calls.length, next.mock.calls.length]).toEqual([0, 1]);
    bus.emit({ eventType: 'unchanged' });
    expect([late.mock.calls.length, next.mock.calls.length]).toEqual([1, 2]);
  });
});

describe('a listener', () => {
  test('that is added twice is called once', () => {
    const { bus } = start();
    const listener = vi.fn();
    bus.on('unchanged', listener);
    bus.on('unchanged', listener);
    bus.emit({ eventType: 'unchanged' });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('is removed by its undo, and by off', () => {
    const { bus } = start();
    const listener = vi.fn();
    bus.on('unchanged', listener)();
    bus.on('unchanged', listener);
    bus.off('unchanged', listener);
    bus.off('ready', listener);
    bus.emit({ eventType: 'unchanged' });
    expect(listener).not.toHaveBeenCalled();
  });

  test('added with once hears one event, also when it emits itself', () => {
    const { bus } = start();
    const listener = vi.fn(() => bus.emit({ eventType: 'unchanged' }));
    bus.once('unchanged', listener);
    bus.emit({ eventType: 'unchanged' });
    bus.emit({ eventType: 'unchanged' });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('added with once can be removed before', () => {
    const { bus } = start();
    const listener = vi.fn();
    bus.once('unchanged', listener)();
    bus.emit({ eventType: 'unchanged' });
    expect(listener).not.toHaveBeenCalled();
  });

  test('of impression added with once hears one of both kinds', () => {
    const { bus } = start();
    const listener = vi.fn();
    bus.once('impression', listener);
    bus.emit({ ...flag });
    bus.emit({ ...variant });
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('a listener that fails', () => {
  const problem = new Error('no room');
  const rejectingThenable = {
    // biome-ignore lint/suspicious/noThenProperty: this is what promises of other libraries look like
    then: (_: unknown, reject: (cause: unknown) => void) => reject(problem),
  };
  const brokenThenable = {
    // biome-ignore lint/suspicious/noThenProperty: asking for it is what fails
    get then() {
      throw problem;
    },
  };
  test.each([
    [
      'throws',
      () => {
        throw problem;
      },
    ],
    [
      'rejects',
      async () => {
        throw problem;
      },
    ],
    ['returns a promise of another library', () => rejectingThenable],
    ['returns what fails to be a promise', () => brokenThenable],
  ])('as it %s is reported, and stops nobody', async (_, broken) => {
    const { bus, onListenerError } = start();
    const next = vi.fn();
    bus.on('unchanged', broken);
    bus.on('unchanged', next);
    bus.emit({ eventType: 'unchanged' });
    expect(next).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(onListenerError.mock.calls).toEqual([['unchanged', problem]]));
  });

  test('is reported under the name it listens to', () => {
    const { bus, onListenerError } = start();
    bus.on('impression', () => {
      throw problem;
    });
    bus.emit({ ...flag });
    expect(onListenerError).toHaveBeenCalledWith('impression', problem);
  });

  test('is reported as well when it is the callback', () => {
    const { bus, onListenerError } = start({
      callback: () => {
        throw problem;
      },
    });
    bus.emit({ ...flag });
    expect(onListenerError).toHaveBeenCalledWith('feature_flag', problem);
  });
});

describe('whether somebody listens', () => {
  test('is known for each event', () => {
    const { bus } = start();
    expect([bus.heard.error, bus.isWanted('error')]).toEqual([false, false]);
    const stop = bus.on('error', () => undefined);
    expect([bus.heard.error, bus.heard.warn]).toEqual([true, false]);
    stop();
    expect(bus.heard.error).toBe(false);
  });

  test('counts listeners of impression for both kinds', () => {
    const { bus } = start();
    bus.on('impression', () => undefined);
    expect([bus.heard.feature_flag, bus.heard.variant, bus.heard.ready]).toEqual([true, true, false]);
  });

  test('counts the callback for what is wanted, and not for what is heard', () => {
    const { bus } = start({ callback: () => undefined });
    expect([bus.isWanted('ready'), bus.heard.ready]).toEqual([true, false]);
  });
});

test('listeners know the type of their event by its name', () => {
  const { bus } = start();
  bus.on('changed', (event) => expectTypeOf(event).toEqualTypeOf<ChangedEvent>());
  bus.on('impression', (event) => expectTypeOf(event).toEqualTypeOf<FeatureFlagEvent | VariantEvent>());
  // @ts-expect-error there is no such event
  expect(() => bus.on('change', () => undefined)).toThrow(TypeError);
  // @ts-expect-error a changed event needs its lists
  expect(() => bus.emit({ eventType: 'changed' })).not.toThrow();
});

describe('listeners that meddle', () => {
  test('who listens to all events still does after asking for the next one', () => {
    const { bus } = start();
    const listener = vi.fn();
    bus.on('unchanged', listener);
    bus.once('unchanged', listener);
    bus.emit({ eventType: 'unchanged' });
    bus.emit({ eventType: 'unchanged' });
    expect(listener).toHaveBeenCalledTimes(2);
  });

  test('a listener for one event hears one, also when another sends the next in between', () => {
    const { bus } = start();
    const listener = vi.fn();
    bus.once('ready', () => bus.emit({ eventType: 'ready', source: 'server' }));
    bus.once('ready', listener);
    bus.emit({ eventType: 'ready', source: 'cache' });
    expect(listener).toHaveBeenCalledTimes(1);
  });

  test('a listener that was removed by one before it is not called', () => {
    const { bus } = start();
    const listener = vi.fn();
    bus.on('unchanged', () => bus.off('unchanged', listener));
    bus.on('unchanged', listener);
    bus.emit({ eventType: 'unchanged' });
    expect(listener).not.toHaveBeenCalled();
  });
});

describe.each(['on', 'once', 'off'] as const)('%s refuses', (method) => {
  const refusalOf = (name: unknown, listener: unknown) => {
    const { bus } = start();
    try {
      bus[method](name as 'error', listener as never);
    } catch (error) {
      expect(bus.heard.error).toBe(false);
      return error;
    }
    throw new Error('it was taken');
  };

  test.each([undefined, null, 'listener', {}])('a listener that is %j', (listener) => {
    const refusal = refusalOf('error', listener);
    expect(refusal).toBeInstanceOf(TypeError);
    expect(refusal).toMatchObject({
      code: 'INVALID_OPTION',
      message: `the listener of error must be a function, got ${typeof listener}`,
    });
  });

  test.each([undefined, 7, '', 'change', 'toString', '__proto__', Symbol('ready')])('the name %s', (name) => {
    const refusal = refusalOf(name, () => undefined);
    expect(refusal).toBeInstanceOf(TypeError);
    expect(refusal).toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringMatching(/^there is no event .*; the events are ready, fetched, .*, error$/),
    });
  });
});

describe('more listeners than the limit', () => {
  test('are not added, and each is told, by the name it would listen to', () => {
    const onRefused = vi.fn();
    const { bus } = start({ listeners: 2, onRefused });
    const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
    bus.on('unchanged', first);
    bus.on('unchanged', second);
    bus.on('ready', second);
    expect(onRefused).not.toHaveBeenCalled();
    bus.on('unchanged', third)();
    bus.once('unchanged', third);
    bus.emit({ eventType: 'unchanged' });
    expect([first, second, third].map((listener) => listener.mock.calls.length)).toEqual([1, 1, 0]);
    expect(onRefused.mock.calls).toEqual([
      ['unchanged', 2],
      ['unchanged', 2],
    ]);
  });

  test('are those that are there at once: one that is removed makes room, and one that is there may come again', () => {
    const onRefused = vi.fn();
    const { bus } = start({ listeners: 1, onRefused });
    const [first, second] = [vi.fn(), vi.fn()];
    const stop = bus.on('unchanged', first);
    bus.on('unchanged', first);
    stop();
    bus.once('unchanged', second);
    bus.emit({ eventType: 'unchanged' });
    bus.on('unchanged', first);
    bus.emit({ eventType: 'unchanged' });
    expect([first, second].map((listener) => listener.mock.calls.length)).toEqual([1, 1]);
    expect(onRefused).not.toHaveBeenCalled();
  });

  test('are those beyond a thousand unless the options say otherwise', () => {
    const onRefused = vi.fn();
    const { bus } = start({ onRefused });
    for (let index = 0; index <= DEFAULT_LISTENERS; index += 1) bus.on('unchanged', () => undefined);
    expect(onRefused.mock.calls).toEqual([['unchanged', 1000]]);
  });
});
