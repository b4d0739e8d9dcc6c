import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { MemoryCache, UnleashClient } from 'unleash-client';

/** What one call of each kind takes of the heap, in bytes; `null` where the engine had to clean up meanwhile. */
export type Allocations = Readonly<Record<string, number | null>>;

const CALLS = 1_000_000;
const WARM_UP = 100_000;
const ATTEMPTS = 5;

const rollout = (groupId: string, percent: string) => ({
  name: 'flexibleRollout',
  parameters: { rollout: percent, stickiness: 'userId', groupId },
});
const flag = (name: string, strategies: readonly object[], others: object = {}) => ({
  name,
  enabled: true,
  strategies,
  ...others,
});
const isOneOfFive = {
  contextName: 'country',
  operator: 'IN',
  values: ['DK', 'FI', 'IS', 'NO', 'SE'],
};
const variants = ['blue', 'green', 'red'].map((name) => ({ name, weight: 333, stickiness: 'userId' }));

const client = new UnleashClient({
  url: 'http://127.0.0.1:9/api',
  appName: 'bench',
  cache: new MemoryCache(),
  disableRegistration: true,
  metricsInterval: 0,
  bootstrap: {
    features: [
      flag('simple', [{ name: 'default' }]),
      flag('half', [rollout('half', '50')]),
      flag('constrained', [{ ...rollout('constrained', '100'), constraints: [isOneOfFive] }]),
      flag('varied', [rollout('varied', '100')], { variants }),
      flag('child', [{ name: 'default' }], { dependencies: [{ feature: 'simple' }] }),
    ],
  },
});
const users = Array.from({ length: 1000 }, (_, index) => ({
  userId: String(index),
  properties: { country: 'NO' },
}));

/** Asks for one user, and answers whether the answer is one that the flag can give. */
type Ask = (user: (typeof users)[number]) => boolean;

const cases: Readonly<Record<string, Ask>> = {
  'a missing flag': (user) => client.isEnabled('missing', user) === false,
  'a simple flag': (user) => client.isEnabled('simple', user) === true,
  'a rollout of 50 %': (user) => typeof client.isEnabled('half', user) === 'boolean',
  'a constraint and a rollout': (user) => client.isEnabled('constrained', user) === true,
  'a variant': (user) => client.getVariant('varied', user).enabled === true,
  'a parent': (user) => client.isEnabled('child', user) === true,
};

function call(ask: Ask, calls: number): void {
  for (let index = 0; index < calls; index += 1) {
    const user = users[index % users.length];
    if (user !== undefined && !ask(user)) throw new Error(`call ${index} is answered wrongly`);
  }
}

/** The heap must be large enough for all that a million calls may take, so that nothing is cleared away before it is seen. */
async function run(): Promise<Allocations> {
  await client.initialize({ fetchToggles: false });
  const allocations: Record<string, number | null> = {};
  for (const [name, ask] of Object.entries(cases)) {
    let least: number | null = null;
    for (let attempt = 0; attempt < ATTEMPTS && (least === null || least >= 1); attempt += 1) {
      call(ask, WARM_UP);
      // The engine compiles in the background what it has found hot, whenever it finds the time.
      await setTimeout(50);
      const bytes = await measure(ask);
      if (bytes !== null) least = Math.min(bytes, least ?? bytes);
    }
    allocations[name] = least;
  }
  return allocations;
}

async function measure(ask: Ask): Promise<number | null> {
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  globalThis.gc?.();
  await setTimeout(10);
  observer.observe({ entryTypes: ['gc'] });
  const before = process.memoryUsage().heapUsed;
  call(ask, CALLS);
  const after = process.memoryUsage().heapUsed;
  await setTimeout(10);
  observer.disconnect();
  return collections > 0 ? null : (after - before) / CALLS;
}

process.once('disconnect', () => process.exit());
process.on('message', async () => process.send?.(await run()));
process.send?.('ready');
