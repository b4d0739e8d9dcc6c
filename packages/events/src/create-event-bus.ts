import type { EventName, Listener, UnleashEvent } from './event-map';

/** What an event is made from: everything but its id. */
export type EventDraft = UnleashEvent extends infer Event
  ? Event extends UnleashEvent
    ? Omit<Event, 'eventId'>
    : never
  : never;

export interface EventBusOptions {
  /** Makes an event's id, such as `crypto.randomUUID`. */
  readonly createId: () => string;
  /** Called with every event, after its listeners. */
  readonly callback?: ((event: UnleashEvent) => unknown) | undefined;
  /** Told of a listener that threw or rejected. Must not throw. */
  readonly onListenerError: (name: EventName, cause: unknown) => void;
}

/** Hands events to those who listen. */
export interface EventBus {
  /** Adds a listener and returns its undo. The same function added twice is called once. Throws TypeError for no function. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void;
  /** Like `on`, for the next event only. */
  once<Name extends EventName>(name: Name, listener: Listener<Name>): () => void;
  off<Name extends EventName>(name: Name, listener: Listener<Name>): void;
  /** Whether an event of this name would reach a listener. */
  isHeard(name: EventName): boolean;
  /** Whether an event of this name would reach a listener or the callback: if not, it need not be built. */
  isWanted(name: EventName): boolean;
  emit(draft: EventDraft): void;
}

type AnyListener = (event: never) => unknown;

/** Makes an event bus. Listeners run in the order they were added, and none of them can stop another. */
export function createEventBus({ createId, callback, onListenerError }: EventBusOptions): EventBus {
  // The value tells whether a listener is for one event only.
  const listeners = new Map<EventName, Map<AnyListener, boolean>>();

  const add = (name: EventName, listener: AnyListener, once: boolean) => {
    if (typeof listener !== 'function') {
      throw new TypeError(
        `the listener of ${String(name).slice(0, 40)} must be a function, got ${typeof listener}`,
      );
    }
    let ofName = listeners.get(name);
    if (ofName === undefined) {
      ofName = new Map();
      listeners.set(name, ofName);
    }
    // Whoever listens to all events goes on doing so, also when asked to listen to the next one.
    ofName.set(listener, once && ofName.get(listener) !== false);
    return () => remove(name, listener);
  };
  const remove = (name: EventName, listener: AnyListener) => {
    listeners.get(name)?.delete(listener);
  };
  const hasListeners = (name: EventName) => (listeners.get(name)?.size ?? 0) > 0;
  // Asked with every evaluation: it builds nothing.
  const isHeard = (name: EventName) =>
    hasListeners(name) || (isImpression(name) && hasListeners('impression'));
  const call = (name: EventName, listener: AnyListener, event: UnleashEvent) => {
    try {
      const result: unknown = listener(event as never);
      if (isThenable(result)) result.then(undefined, (cause: unknown) => onListenerError(name, cause));
    } catch (cause) {
      onListenerError(name, cause);
    }
  };

  return {
    on: (name, listener) => add(name, listener, false),
    once: (name, listener) => add(name, listener, true),
    off: remove,
    isHeard,
    isWanted: (name) => callback !== undefined || isHeard(name),
    emit(draft) {
      // Defined on the draft itself: copying it would read a lazy property such as `features`.
      const event = Object.freeze(
        Object.defineProperty(draft, 'eventId', { value: createId(), enumerable: true }),
      );
      for (const name of namesOf(event.eventType)) {
        for (const listener of [...(listeners.get(name)?.keys() ?? [])]) {
          // Asked anew: a listener before it may have removed it, or sent an event that it has had.
          const once = listeners.get(name)?.get(listener);
          if (once === undefined) continue;
          if (once) remove(name, listener);
          call(name, listener, event as UnleashEvent);
        }
      }
      if (callback !== undefined) call(event.eventType, callback, event as UnleashEvent);
    },
  };
}

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** The names under which an event is delivered. */
const namesOf = (name: EventName): readonly EventName[] =>
  isImpression(name) ? [name, 'impression'] : [name];

const isImpression = (name: EventName): boolean => name === 'feature_flag' || name === 'variant';
