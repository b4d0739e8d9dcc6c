export { compile } from './compile';
export type { CompileOptions, RegexEngine } from './compile-options';
export type { Context, ContextValue } from './context/context';
export { createFullContext } from './context/full-context';
export type {
  ConstraintDefinition,
  DependencyDefinition,
  FlagDefinition,
  Operator,
  OverrideDefinition,
  ParametersDefinition,
  Payload,
  SegmentDefinition,
  StrategyDefinition,
  VariantDefinition,
  VariantPayload,
} from './definitions';
export type { Changes } from './diff-payloads';
export { diffPayloads } from './diff-payloads';
export { evaluate, toContext, unanswered } from './evaluate';
export type { Evaluation, Reason, Variant } from './evaluation';
export type { Explanation, StrategyExplanation } from './explain';
export { explain } from './explain';
export type { AbsentFlag, CompiledFlag, Decision, FlagSet } from './flag-set';
export { FLAG_OFF, FLAG_ON } from './flag-set';
export { normalisedHash } from './hashing/hash';
export type { Issue, IssueKind } from './issue';
export { DEFAULT_PATTERN_LENGTH } from './operators/regex-operator';
export type { DeltaResult } from './parse/apply-delta';
export { applyDelta } from './parse/apply-delta';
export type { ParseResult } from './parse/parse-payload';
export { EMPTY_PAYLOAD, parsePayload } from './parse/parse-payload';
export { builtInStrategyNames } from './strategies/built-in-strategies';
export type { ApplyStrategy, CompileStrategy, Parameters, Strategy } from './strategy';
