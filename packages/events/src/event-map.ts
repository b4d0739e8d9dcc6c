import type { Context, IssueKind, Variant } from '@unleash-client/core';
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
  /**
   * The flags as the server sent them: all, or those that are new or changed where it sends changes alone. Parsed when
   * read, so that listeners who do not look pay nothing.
   */
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

/** Once in a client's life: the server knows the application and its instance. */
export interface RegisteredEvent extends EventOf<'registered'> {
  /** The body of the registration. */
  readonly payload: {
    readonly appName: string;
    readonly instanceId: string;
    readonly connectionId: string;
    readonly sdkVersion: string;
    /** The names of all strategies that the client knows. */
    readonly strategies: readonly string[];
    /** When the client was started, ISO 8601. */
    readonly started: string;
    /** Milliseconds between two reports of usage. */
    readonly interval: number;
  };
}

/** The server took a report of usage. */
export interface SentEvent extends EventOf<'sent'> {
  /** The body of the report. */
  readonly payload: {
    readonly appName: string;
    readonly instanceId: string;
    /** The counts by flag; `null` when only impact metrics were reported. */
    readonly bucket: {
      readonly start: string;
      readonly stop: string;
      readonly toggles: Readonly<
        Record<
          string,
          { readonly yes: number; readonly no: number; readonly variants: Readonly<Record<string, number>> }
        >
      >;
    } | null;
    readonly impactMetrics?: readonly object[];
  };
}

/** A flag was asked for and counted. Sent for every evaluation while somebody listens to it by name, so listen with care. */
export interface CountEvent extends EventOf<'count'> {
  /** The flag's name. */
  readonly featureName: string;
  readonly enabled: boolean;
  /** The variant's name, where a variant was asked for. */
  readonly variant?: string;
}

/** The flags are kept fresh in another way than before. */
export interface ModeEvent extends EventOf<'mode'> {
  readonly from: 'polling' | 'delta' | 'streaming';
  readonly to: 'polling' | 'delta' | 'streaming';
  /** Why, for people. */
  readonly reason: string;
}

/**
 * What a warning is about: a kind of issue in flags and contexts, or
 * `duration` milliseconds that look like seconds · `tls` certificates are not checked · `instances` another client of the
 * same kind · `initialize` called twice, or with nothing to follow · `not-initialized` a flag was asked for before ·
 * `follower` nothing to follow yet · `cache` it works again, or cannot tell environments apart · `mode` polling instead of
 * what was asked for · `unknown-flags` too many unknown names to count · `listeners` too many of one event, and the last not
 * added · `impact-metric` used wrongly.
 */
export type WarningKind =
  | IssueKind
  | 'duration'
  | 'tls'
  | 'instances'
  | 'initialize'
  | 'not-initialized'
  | 'follower'
  | 'cache'
  | 'mode'
  | 'unknown-flags'
  | 'listeners'
  | 'impact-metric';

/** Something is not as it should be, and the client goes on. */
export interface WarnEvent extends EventOf<'warn'> {
  /** What it is about, for programs. */
  readonly kind: WarningKind;
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
  registered: RegisteredEvent;
  sent: SentEvent;
  mode: ModeEvent;
  count: CountEvent;
  warn: WarnEvent;
  error: ErrorEvent;
}

/** The name of an event. */
export type EventName = keyof EventMap;

/** Any event, told apart by its `eventType`. */
export type UnleashEvent = EventMap[EventName];

/** Called with an event. What it throws, or a promise it returns that rejects, never reaches the evaluation. */
export type Listener<Name extends EventName> = (event: EventMap[Name]) => unknown;
