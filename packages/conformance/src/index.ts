export type { CacheConformanceOptions } from './cache/cache-conformance';
export { cacheConformance } from './cache/cache-conformance';
export type { CacheRule } from './cache/cache-rule';
export type { CacheMethod } from './cache/checked-cache';
export type { StrategyConformanceOptions } from './strategy/strategy-conformance';
export { strategyConformance } from './strategy/strategy-conformance';
export type { StrategyExample } from './strategy/strategy-example';
export type { StrategyRule } from './strategy/strategy-rule';
export type { TestFunction } from './test-function';
