export type { BootstrapData, BootstrapSource, FromUrlOptions } from '@unleash-client/bootstrap';
export { fromFile, fromObject, fromUrl, seed } from '@unleash-client/bootstrap';
export type { Cache, Lease, MaybePromise, WriteGuard } from '@unleash-client/cache';
export { MemoryCache } from '@unleash-client/cache';
export type {
  ApplyStrategy,
  CompileStrategy,
  Context,
  ContextValue,
  Evaluation,
  Explanation,
  Parameters,
  Reason,
  Strategy,
  StrategyExplanation,
  Variant,
  VariantPayload,
} from '@unleash-client/core';
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
} from '@unleash-client/events';
export type { Mode } from '@unleash-client/fetcher';
export type { CustomHeaders, ErrorCode, Scheduler } from '@unleash-client/http';
export { UnleashError } from '@unleash-client/http';
export type {
  Bucket,
  CollectedMetric,
  ExportResult,
  FlagUsage,
  HistogramSample,
  ImpactMetrics,
  Labels,
  Usage,
  UsageExporter,
  UsageReport,
  ValueSample,
} from '@unleash-client/metrics';
export type { Fallback, FallbackVariant } from './flags/fallback';
export type { FeatureDefinition } from './flags/feature-definitions';
export type { Limits, LimitsOption } from './options/limits';
export { DEFAULT_LIMITS } from './options/limits';
export type { Tag } from './options/tags';
export type { MultipleInstanceMode, UnleashOptions } from './options/unleash-options';
export type { Logger, LogLevel } from './report/logger';
export type { InitializeResult } from './start/first-flags';
export type { FetchToggles, InitializeOptions } from './start/initialize-options';
export { startUnleash } from './start/start-unleash';
export type { DestroyOptions } from './stop/destroy-options';
export { UnleashClient } from './unleash-client';
