import { ensureRedisServer } from './ensure-redis-server';

/** For vitest: `globalSetup: '../../apps/redis-server/src/global-setup.ts'` installs Redis before any worker asks for it. */
export function setup(): void {
  ensureRedisServer();
}
