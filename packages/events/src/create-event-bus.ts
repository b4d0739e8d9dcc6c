import type { EventName, Listener, UnleashEvent } from './event-map';
import { eventNames } from './event-names';

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
  /** How many listeners an event may have by one name. Default 1000; those beyond are not added. */
  readonly listeners?: number | undefined;
  /** Told, with the limit, of each listener that was not added. */
  readonly onRefused?: ((name: EventName, limit: number) => void) | undefined;
  /** Told of a listener that threw or rejected. Must not throw. */
  readonly onListenerError: (name: EventName, cause: unknown) => void;
}

/** Hands events to those who listen. */
export interface EventBus {
  /**
   * Adds a listener and returns its undo. The same function added twice is called once.
   * @throws TypeError with the code `INVALID_OPTION` for what is no function, and for a name that no event has.
   */
  on<Name extends EventName>(name: Name, listener: Listener<Name>): () => void;
  /** Like `on`, for the next event only. */
  once<Name extends EventName>(name: Name, listener: Listener<Name>): () => void;
  /** Removes a listener; throws as `on` does. */
  off<Name extends EventName>(name: Name, listener: Listener<Name>): void;
  /** Whether an event of each name would reach a listener, as of now: asking costs no more than reading a property. */
  readonly heard: Readonly<Record<EventName, boolean>>;
  /** Whether an event of this name would reach a listener or the callback: if not, it need not be built. */
  isWanted(name: EventName): boolean;
  emit(draft: EventDraft): void;
}

type AnyListener = (event: never) => unknown;

/**
 * Node's emitter suspects a leak at 11; here an application may well have a listener for each of its own connections. Far
 * more than this are added by a loop that never removes them, and would slow down every event.
 */
export const DEFAULT_LISTENERS = 1000;

/** Makes an event bus. Listeners run in the order they were added, and none of them can stop another. */
export function createEventBus(options: EventBusOptions): EventBus {
  const { createId, callback, listeners: limit = DEFAULT_LISTENERS, onRefused, onListenerError } = options;
  // The value tells whether a listener is for one event only.
  const listeners = new Map<EventName, Map<AnyListener, boolean>>();
  const heard = Object.fromEntries(eventNames.map((name) => [name, false])) as Record<EventName, boolean>;

  const add = (name: EventName, listener: AnyListener, once: boolean) => {
    check(name, listener);
    let ofName = listeners.get(name);
    if (ofName === undefined) {
      ofName = new Map();
      listeners.set(name, ofName);
    }
    if (ofName.size >= limit && !ofName.has(listener)) {
      onRefused?.(name, limit);
      return () => undefined;
    }
    // Whoever listens to all events goes on doing so, also when asked to listen to the next one.
    ofName.set(listener, once && ofName.get(listener) !== false);
    noteHeard(name);
    return () => remove(name, listener);
  };
  const remove = (name: EventName, listener: AnyListener) => {
    listeners.get(name)?.delete(listener);
    noteHeard(name);
  };
  const hasListeners = (name: EventName) => (listeners.get(name)?.size ?? 0) > 0;
  const noteHeard = (changed: EventName) => {
    for (const name of changed === 'impression' ? eventNames : [changed]) {
      heard[name] = namesOf(name).some(hasListeners);
    }
  };
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
    off(name, listener) {
      check(name, listener);
      remove(name, listener);
    },
    heard,
    isWanted: (name) => callback !== undefined || heard[name],
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

/** A misspelt name would never be heard, and nobody would know. */
function check(name: EventName, listener: AnyListener): void {
  if (!eventNames.includes(name)) {
    const shown = typeof name === 'string' ? (name as string).slice(0, 20) : `that is a ${typeof name}`;
    throw refusal(`there is no event ${shown}; the events are ${eventNames.join(', ')}`);
  }
  if (typeof listener !== 'function') {
    throw refusal(`the listener of ${name} must be a function, got ${typeof listener}`);
  }
}

const refusal = (message: string): TypeError =>
  Object.assign(new TypeError(message), { code: 'INVALID_OPTION' });

const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** The names under which an event is delivered. */
const namesOf = (name: EventName): readonly EventName[] =>
  isImpression(name) ? [name, 'impression'] : [name];

const isImpression = (name: EventName): boolean => name === 'feature_flag' || name === 'variant';
