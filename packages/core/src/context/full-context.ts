import type { World } from '../world';
import type { Context } from './context';
import { ownValue } from './own-value';

type Fields = Record<string, unknown>;

/**
 * Completes contexts for custom strategies, which are promised `appName`, `environment` and `currentTime` (rule 10). The
 * result and its `properties` are copies: a strategy that writes to them changes nobody else's. Fields whose getters
 * throw are left out (rule 9).
 */
export const createFullContext =
  (world: Pick<World, 'now' | 'appName' | 'environment'>) =>
  (context: Context): Context => {
    const properties = copyFields(readOwn(context, 'properties'), {});
    const full: Fields = {
      appName: properties.appName ?? world.appName,
      environment: properties.environment ?? world.environment,
      currentTime: properties.currentTime ?? new Date(world.now()),
    };
    copyFields(context, full);
    if (Object.hasOwn(full, 'properties')) full.properties = properties;
    return full;
  };

/** Copies own fields that hold something; those of what is no object are none. */
function copyFields(from: unknown, into: Fields): Fields {
  for (const key of ownKeys(from)) {
    const value = readOwn(from, key);
    // Defined, not assigned: a field may be called `__proto__`.
    if (value !== undefined && value !== null) {
      Object.defineProperty(into, key, { value, enumerable: true, writable: true, configurable: true });
    }
  }
  return into;
}

function ownKeys(from: unknown): string[] {
  try {
    return typeof from === 'object' && from !== null ? Object.keys(from) : [];
  } catch {
    return [];
  }
}

function readOwn(from: unknown, key: string): unknown {
  try {
    return ownValue(from, key);
  } catch {
    return undefined;
  }
}
