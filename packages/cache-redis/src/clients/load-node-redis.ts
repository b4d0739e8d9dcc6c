import type { NodeRedisSingle } from './node-redis';

interface NodeRedisModule {
  createClient(options: object): NodeRedisSingle;
}

/**
 * Loads node-redis, under either of its names, when it is needed.
 * @throws Error that says what to install where there is neither.
 */
export async function loadNodeRedis(): Promise<NodeRedisModule> {
  try {
    return (await import('redis')) as unknown as NodeRedisModule;
  } catch {
    try {
      // Not a literal: compilers and bundlers would miss what nobody has promised.
      const name = '@redis/client';
      return (await import(/* @vite-ignore */ name)) as NodeRedisModule;
    } catch {
      throw new Error('the option url needs node-redis: npm install redis');
    }
  }
}
