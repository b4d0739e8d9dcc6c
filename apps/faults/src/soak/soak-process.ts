import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { liveOnce } from './live-once';
import type { Lives, SoakMessage, SoakPlan } from './soak-message';
import { startResidents } from './start-residents';
import { watchHoldings } from './take-holdings';

/** The clients of a soak, in a process of their own. */
const plan: SoakPlan = JSON.parse(process.argv[2] ?? '');
const watch = watchHoldings();
const tell = (message: SoakMessage) => process.send?.(message);

const WARM_CHANGES = 2000;
const SAMPLE_MS = 400;
/** One client is made and destroyed every so many turns. */
const LIFE_TURNS = 10;

async function soak(): Promise<void> {
  const residents = await startResidents(plan);
  let turns = 0;
  let clients = 0;
  const work = async () => {
    residents.work(turns);
    turns += 1;
    if (turns % LIFE_TURNS === 0) {
      clients += 1;
      await liveOnce(plan, clients, () => undefined);
    }
    await delay(5);
  };
  // However slowly they come to it on a busy machine.
  while (residents.doings.changes < (plan.warmUp ?? WARM_CHANGES)) await work();
  const endsAt = performance.now() + plan.seconds * 1000;
  for (let sampledAt = 0; performance.now() < endsAt; await work()) {
    if (performance.now() - sampledAt < SAMPLE_MS) continue;
    tell({ kind: 'sample', holdings: await watch.take() });
    sampledAt = performance.now();
  }
  tell({ kind: 'changes-end' });
  const [last] = await once(process, 'message');
  const flags = await residents.settle(String(last));
  await residents.end();
  tell({ kind: 'soaked', doings: { ...residents.doings, clients }, flags });
}

/** Before it counts, so that what is loaded and compiled at the first time is there. */
const WARM_LIVES = 30;

async function live(): Promise<void> {
  let collected = 0;
  const registry = new FinalizationRegistry(() => {
    collected += 1;
  });
  for (let index = 0; index < WARM_LIVES; index += 1) await liveOnce(plan, index, () => undefined);
  const before = await watch.take();
  for (let index = 0; index < plan.clients; index += 1) {
    await liveOnce(plan, index, (client) => registry.register(client, undefined));
  }
  let after = await watch.take();
  for (let times = 0; collected < plan.clients && times < 20; times += 1) {
    await delay(20);
    after = await watch.take();
  }
  const bytesEach = (after.heapBytes - before.heapBytes) / plan.clients;
  const lives: Lives = { clients: plan.clients, collected, bytesEach, before, after };
  tell({ kind: 'lived', lives });
}

await soak();
await live();
// It is looked at from outside before it ends.
await once(process, 'message');
process.disconnect();
