import type { World } from '../world';
import type { Context } from './context';
import { ownValue } from './own-value';

/**
 * Completes contexts for custom strategies, which are promised `appName`, `environment` and `currentTime` (rule 10).
 * Fields whose getters throw are left out (rule 9).
 */
export const createFullContext =
  (world: Pick<World, 'now' | 'appName' | 'environment'>) =>
  (context: Context): Context => {
    const full: Record<string, unknown> = {
      appName: world.appName,
      environment: world.environment,
      currentTime: new Date(world.now()),
      ...standardProperties(context),
    };
    for (const key of ownKeys(context)) {
      const value = readOwn(context, key);
      // Defined, not assigned: a field may be called `__proto__`.
      if (value !== undefined && value !== null) {
        Object.defineProperty(full, key, { value, enumerable: true, writable: true, configurable: true });
      }
    }
    return full;
  };

/** Standard fields that the context keeps in `properties` come before the defaults (rule 8). */
function standardProperties(context: Context): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const name of ['appName', 'environment', 'currentTime']) {
    const value = readOwn(readOwn(context, 'properties'), name);
    if (value !== undefined && value !== null) found[name] = value;
  }
  return found;
}

function readOwn(object: unknown, key: string): unknown {
  try {
    return ownValue(object, key);
  } catch {
    return undefined;
  }
}

function ownKeys(context: Context): string[] {
  try {
    return Object.keys(context);
  } catch {
    return [];
  }
}
