import { builtInStrategyNames } from '@unleash-client/core';
import type { Mode } from '@unleash-client/fetcher';
import { parseApiUrl, UnleashError, validateHeaders } from '@unleash-client/http';
import { logLevels } from '../report/logger';
import * as check from './check';
import { ownNameOf } from './foreign-names';
import { areLimits } from './limits';
import { hintAt } from './nearest-name';
import type { Tag } from './tags';
import type { UnleashOptions } from './unleash-options';

/** How flags can be kept fresh. */
export const modes: readonly Mode[] = ['polling', 'delta', 'streaming'];

/** One check an option, each told its name and what was given: all options there are. */
const checks: { readonly [Name in keyof Required<UnleashOptions>]: (name: string, value: unknown) => void } =
  {
    url: (name, value) => {
      check.isString(name, value);
      parseApiUrl(value as string);
    },
    appName: check.isString,
    environment: check.isString,
    instanceId: check.isString,
    customHeaders: (name, value) => {
      if (typeof value !== 'function') validateHeaders(value, name);
    },
    mode: check.isOneOf(modes),
    refreshInterval: check.isDuration(0),
    refreshJitter: check.isDuration(0),
    requestTimeout: check.isDuration(1),
    requestRetries: check.isCount(0, 100),
    metricsInterval: check.isDuration(0),
    metricsJitter: check.isDuration(0),
    disableMetrics: check.isBoolean,
    disableRegistration: check.isBoolean,
    metricsExporter: check.hasMethods('export'),
    flushOnExit: check.isBoolean,
    projectName: check.isString,
    namePrefix: check.isString,
    tags: areTags,
    customStrategies: areStrategies,
    bootstrap: isBootstrap,
    bootstrapOverride: check.isBoolean,
    cache: check.hasMethods('get', 'set'),
    cacheDirectory: isPath,
    cacheKey: check.isString,
    logger: check.hasMethods('debug', 'info', 'warn', 'error'),
    logLevel: check.isOneOf(logLevels),
    eventCallback: check.isFunction,
    multipleInstanceMode: check.isOneOf(['warn', 'block', 'silently-allow']),
    scheduler: check.hasMethods('after'),
    agent: check.hasMethods('addRequest'),
    ca: isCertificate,
    rejectUnauthorized: check.isBoolean,
    fetch: check.isFunction,
    limits: areLimits,
  };

const names = Object.keys(checks) as (keyof UnleashOptions)[];

/**
 * Refuses options that cannot work, with the name, the bound and what was given. No secret is in the message. Answers with
 * the values it has looked at: a getter may say something else the next time.
 */
export function validateOptions(options: unknown): UnleashOptions {
  check.read('options', () => {
    check.isObject('options', options);
    for (const name of Object.keys(options as object)) refuseUnknown(name);
  });
  const given: Partial<Record<keyof UnleashOptions, unknown>> = {};
  for (const name of names) {
    check.read(name, () => {
      const value = (options as Readonly<Record<string, unknown>>)[name];
      if (value !== undefined || name === 'url' || name === 'appName') checks[name](name, value);
      given[name] = value;
    });
  }
  if (given.cache !== undefined && given.cacheDirectory !== undefined) {
    const message = 'cacheDirectory is where the default cache is kept: give it or a cache, not both';
    throw new UnleashError('INVALID_OPTION', message);
  }
  return given as UnleashOptions;
}

function refuseUnknown(name: string): void {
  if (Object.hasOwn(checks, name)) return;
  const own = ownNameOf(name, names);
  const hint = own === undefined ? hintAt(name, names, 'the options are') : `here it is ${own}`;
  throw new UnleashError('INVALID_OPTION', `there is no option ${name.slice(0, 100)}; ${hint}`);
}

function areTags(name: string, value: unknown): void {
  const isText = (text: unknown) => typeof text === 'string' && text !== '';
  const isTag = (tag: Partial<Tag> | null | undefined) => isText(tag?.name) && isText(tag?.value);
  // Unlike `every`, `includes` sees the holes of a list.
  const sound = Array.isArray(value) && !value.includes(undefined) && value.every(isTag);
  if (!sound) check.refuse(name, 'a list of { name, value }, both strings', value);
}

function areStrategies(name: string, value: unknown): void {
  check.isObject(name, value);
  for (const [strategy, implementation] of Object.entries(value as object)) {
    if (builtInStrategyNames.includes(strategy)) {
      const message = `${name}.${strategy} must not replace the built-in strategy of that name`;
      throw new UnleashError('INVALID_OPTION', message);
    }
    if (!isStrategy(implementation)) {
      check.refuse(`${name}.${strategy}`, 'an object with a method apply or compile', implementation);
    }
  }
}

/** A function is none, although every function has a method called `apply`. */
function isStrategy(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { apply, compile } = value as { readonly apply?: unknown; readonly compile?: unknown };
  return typeof apply === 'function' || typeof compile === 'function';
}

function isPath(name: string, value: unknown): void {
  check.isString(name, value);
  if ((value as string).includes('\0')) check.refuse(name, 'a path', value);
}

function isBootstrap(name: string, value: unknown): void {
  check.isObject(name, value);
  const { features, load } = value as { readonly features?: unknown; readonly load?: unknown };
  if (typeof load === 'function') return;
  const official = ['filePath', 'url', 'data'].find((key) => Object.hasOwn(value as object, key));
  if (official !== undefined && features === undefined) {
    const own = { filePath: 'fromFile(path)', url: 'fromUrl(url, { headers })', data: '{ features }' }[
      official
    ];
    throw new UnleashError('INVALID_OPTION', `${name} has no ${official}; here it is ${name}: ${own}`);
  }
  if (!Array.isArray(features)) check.refuse(`${name}.features`, 'a list of flags', features);
}

function isCertificate(name: string, value: unknown): void {
  const isOne = (item: unknown) => typeof item === 'string' || item instanceof Uint8Array;
  const sound = Array.isArray(value) ? value.length > 0 && value.every(isOne) : isOne(value);
  if (!sound) check.refuse(name, 'a PEM certificate or a list of them', value);
}
