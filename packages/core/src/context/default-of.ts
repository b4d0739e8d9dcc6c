import type { ReadingWorld } from '../world';

/** What stands in for a field that a context lacks (rule 10); `undefined` for the fields that have no default. */
export function defaultOf(name: string, world: ReadingWorld): (() => string | undefined) | undefined {
  switch (name) {
    case 'appName':
      return () => world.appName;
    case 'environment':
      return () => world.environment;
    case 'currentTime':
      return () => new Date(world.now()).toISOString();
    default:
      return undefined;
  }
}
