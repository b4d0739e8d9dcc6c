export type { EventBus, EventBusOptions, EventDraft } from './create-event-bus';
export { createEventBus, DEFAULT_LISTENERS } from './create-event-bus';
export type {
  ChangedEvent,
  CountEvent,
  ErrorEvent,
  EventMap,
  EventName,
  FeatureFlagEvent,
  FetchedEvent,
  FlagsSource,
  Listener,
  ModeEvent,
  ReadyEvent,
  RegisteredEvent,
  SentEvent,
  SynchronizedEvent,
  UnchangedEvent,
  UnleashEvent,
  VariantEvent,
  WarnEvent,
  WarningKind,
} from './event-map';
