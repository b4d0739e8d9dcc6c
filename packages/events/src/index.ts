export type { EventBus, EventBusOptions, EventDraft } from './create-event-bus';
export { createEventBus } from './create-event-bus';
export type {
  ChangedEvent,
  ErrorEvent,
  EventMap,
  EventName,
  FeatureFlagEvent,
  FetchedEvent,
  FlagsSource,
  Listener,
  ReadyEvent,
  SynchronizedEvent,
  UnchangedEvent,
  UnleashEvent,
  VariantEvent,
  WarnEvent,
} from './event-map';
