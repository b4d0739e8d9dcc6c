import { join } from 'node:path';
import type { Mode } from 'unleash-client';
import { createSoakClient } from './create-soak-client';
import type { SoakPlan } from './soak-message';
import { useClient } from './use-client';

const modes: readonly Mode[] = ['polling', 'delta', 'streaming'];
/** What a leak keeps. */
const kept: unknown[] = [];

/** A whole life of a client; `tell` is given it at its beginning, and must not keep it. */
export async function liveOnce(plan: SoakPlan, index: number, tell: (client: object) => void): Promise<void> {
  const mode = modes[index % modes.length] ?? 'polling';
  const client = createSoakClient(plan, { mode, cacheDirectory: join(plan.folder, `lives-${mode}`) });
  tell(client);
  client.on('changed', () => undefined);
  client.once('fetched', () => undefined);
  await client.initialize();
  useClient(client, index);
  await client.refresh();
  if (plan.leaks) kept.push(client, setInterval(() => undefined, 1_000_000).unref());
  await client.destroy();
}
