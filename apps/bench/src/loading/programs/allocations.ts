import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { MemoryCache, UnleashClient } from 'unleash-client';

/** What one call of each kind takes of the heap, in bytes; `null` where the engine had to clean up meanwhile. */
export type Allocations = Readonly<Record<string, number | null>>;

const CALLS = 1_000_000;
const WARM_UP = 100_000;

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

/** Each asks for one user, and answers whether the answer is one that the flag can give. */
const cases: Readonly<Record<string, (user: (typeof users)[number]) => boolean>> = {
  'a missing flag': (user) => client.isEnabled('missing', user) === false,
  'a simple flag': (user) => client.isEnabled('simple', user) === true,
  'a rollout of 50 %': (user) => typeof client.isEnabled('half', user) === 'boolean',
  'a constraint and a rollout': (user) => client.isEnabled('constrained', user) === true,
  'a variant': (user) => client.getVariant('varied', user).enabled === true,
  'a parent': (user) => client.isEnabled('child', user) === true,
};

function call(ask: (user: (typeof users)[number]) => boolean, calls: number): void {
  for (let index = 0; index < calls; index += 1) {
    const user = users[index % users.length];
    if (user !== undefined && !ask(user)) throw new Error(`call ${index} is answered wrongly`);
  }
}

/** The heap must be large enough for all that a million calls may take, so that nothing is cleared away before it is seen. */
async function run(): Promise<Allocations> {
  await client.initialize({ fetchToggles: false });
  let collections = 0;
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length;
  });
  const allocations: Record<string, number | null> = {};
  for (const [name, ask] of Object.entries(cases)) {
    call(ask, WARM_UP);
    // The engine compiles in the background what it has found hot.
    await setTimeout(50);
    call(ask, WARM_UP);
    globalThis.gc?.();
    await setTimeout(10);
    collections = 0;
    observer.observe({ entryTypes: ['gc'] });
    const before = process.memoryUsage().heapUsed;
    call(ask, CALLS);
    const after = process.memoryUsage().heapUsed;
    await setTimeout(10);
    observer.disconnect();
    allocations[name] = collections > 0 ? null : (after - before) / CALLS;
  }
  return allocations;
}

process.once('disconnect', () => process.exit());
process.on('message', async () => process.send?.(await run()));
process.send?.('ready');
