import type { World } from '../world';
import type { Context } from './context';

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
    };
    for (const key of ownKeys(context)) {
      const value = read(context, key);
      // Defined, not assigned: a field may be called `__proto__`.
      if (value !== undefined && value !== null) {
        Object.defineProperty(full, key, { value, enumerable: true, writable: true, configurable: true });
      }
    }
    return full;
  };

function ownKeys(context: Context): string[] {
  try {
    return Object.keys(context);
  } catch {
    return [];
  }
}

function read(context: Context, key: string): unknown {
  try {
    return context[key];
  } catch {
    return undefined;
  }
}
