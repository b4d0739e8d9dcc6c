export type { FetchMode } from './api/fetch-mode-hint';
export type { MetricsReport, ToggleCounts } from './api/routes/metrics';
export type { Registration } from './api/routes/register';
export type { DevServer, ServedFlags } from './dev-server';
export type { DevServerErrorCode } from './dev-server-error';
export { DevServerError } from './dev-server-error';
export type { FlagEditor } from './edit-flags';
export type {
  ConditionInput,
  ConstraintsInput,
  FlagInput,
  FlagsInput,
  FlagsShorthand,
  FlagsWireForm,
  NamedFlagInput,
  RolloutInput,
  SegmentInput,
  SegmentsInput,
  StrategyInput,
  Text,
  VariantInput,
  VariantsInput,
} from './flags-input';
export type { DevServerLogger, DevServerOptions } from './options';
export type { RequestRecord } from './request-record';
export { startDevServer } from './start-dev-server';
