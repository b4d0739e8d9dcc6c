import type { Context, Variant } from '@unleash-client/core';
import type { UnleashError } from '@unleash-client/http';

/** What all events carry. */
interface EventOf<Type extends string> {
  readonly eventType: Type;
  /** A UUID, new for each event. */
  readonly eventId: string;
}

/** Where the flags in use came from. */
export type FlagsSource = 'server' | 'cache' | 'bootstrap';

/** Once in a client's life: there are flags to evaluate. */
export interface ReadyEvent extends EventOf<'ready'> {
  readonly source: FlagsSource;
}

/** A new version of the flags arrived from the server. Not sent when the server says that nothing changed. */
export interface FetchedEvent extends EventOf<'fetched'> {
  /** The flags as the server sent them; parsed when read, so that listeners who do not look pay nothing. */
  readonly features: readonly unknown[];
}

/** The flags in use are others than before; each list holds names. */
export interface ChangedEvent extends EventOf<'changed'> {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Flags whose definition, or a segment they use, changed. */
  readonly updated: readonly string[];
}

/** The server was asked and has nothing new. */
export interface UnchangedEvent extends EventOf<'unchanged'> {}

/** Once in a client's life: the server has answered, so flags are no longer only cached or bootstrapped ones. */
export interface SynchronizedEvent extends EventOf<'synchronized'> {}

interface Impression<Type extends string> extends EventOf<Type> {
  /** The flag's name. Spelled as the official SDKs spell it, since listeners hand it on to analytics. */
  readonly featureName: string;
  readonly enabled: boolean;
  /** The context of the call, with `appName`, `environment` and `currentTime` filled in. */
  readonly context: Context;
}

/** `isEnabled` was asked for a flag with impression data switched on. */
export interface FeatureFlagEvent extends Impression<'feature_flag'> {}

/** `getVariant` or `evaluate` was asked for a flag with impression data switched on. */
export interface VariantEvent extends Impression<'variant'> {
  readonly variant: Variant;
}

/** Something is not as it should be, and the client goes on. */
export interface WarnEvent extends EventOf<'warn'> {
  /** What it is about, for programs: a short word that never changes for the same problem. */
  readonly kind: string;
  /** For people; less than 1 kB, without secrets. */
  readonly message: string;
}

/** Something failed. The client goes on with the flags it has. */
export interface ErrorEvent extends EventOf<'error'> {
  readonly error: UnleashError;
}

/** All events by name. `impression` delivers `feature_flag` and `variant` events in one place. */
export interface EventMap {
  ready: ReadyEvent;
  fetched: FetchedEvent;
  changed: ChangedEvent;
  unchanged: UnchangedEvent;
  synchronized: SynchronizedEvent;
  feature_flag: FeatureFlagEvent;
  variant: VariantEvent;
  impression: FeatureFlagEvent | VariantEvent;
  warn: WarnEvent;
  error: ErrorEvent;
}

/** The name of an event. */
export type EventName = keyof EventMap;

/** Any event, told apart by its `eventType`. */
export type UnleashEvent = EventMap[EventName];

/** Called with an event. What it throws, or a promise it returns that rejects, never reaches the evaluation. */
export type Listener<Name extends EventName> = (event: EventMap[Name]) => unknown;
