import { expect, test } from 'vitest';
import type { ManualScheduler } from '../manual-scheduler.testing';
import { seeded } from '../seeded.testing';
import { type Reply, startServer } from '../start-server.testing';
import type { FlagUsage } from '../usage/usage';
import { createSender } from './start-sender.testing';
import { addUsage, counted, IDENTITY, sumImpact, sumUsage } from './sum-reports.testing';
import { createUnleashExporter } from './unleash-exporter';

const FLAGS = ['a', 'b', '__proto__', 'größe', '', ...Array.from({ length: 60 }, (_, n) => `team.flag-${n}`)];
const LIMIT = 4000;

const FAULTS: readonly Reply[] = [
  { status: 401 },
  { status: 403 },
  { status: 404 },
  { status: 429, headers: { 'retry-after': '3' } },
  { status: 500 },
  { status: 503 },
  'hang',
  'reset before reading',
  'reset after reading',
];
const SUCCESSES: readonly Reply[] = [{ status: 200 }, { status: 202 }, { status: 204 }];

/**
 * Counts at random on a server that fails at random, also while it is being sent to, then lets the server recover.
 * Answers what was counted, and what the server took or refused for good.
 */
async function runRounds(seed: number, rounds: number) {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const usage = new Map<string, FlagUsage>();
  const refused: string[] = [];
  let isHealthy = false;

  const server = await startServer((body, index) => {
    if (!isHealthy) countSome(5);
    // Decided once a request: it is asked before and after the body is read.
    const reply = replies.get(index) ?? (isHealthy || random() < 0.4 ? pick(SUCCESSES) : pick(FAULTS));
    replies.set(index, reply);
    if (body === undefined || typeof reply === 'string') return reply;
    if (Buffer.byteLength(body) > LIMIT) return { status: 413 };
    if (!body.includes('"poison"')) return reply;
    // One that is refused with impact metrics is sent again without them: only then is the refusal final.
    if (!body.includes('"impactMetrics"')) refused.push(body);
    return { status: 400 };
  });
  const replies = new Map<number, Reply>();
  const exporter = createUnleashExporter({
    // Longer than a busy machine takes: of an answer that comes too late nobody knows whether it was taken.
    http: server.client({ timeoutMs: 100 }),
    identity: IDENTITY,
    intervalMs: 1000,
    now: () => 0,
    onSent: () => undefined,
    onDropped: () => undefined,
  });
  const { sender, counts, impact, scheduler } = createSender(exporter);
  impact.defineCounter('sales', 'Sales');
  impact.defineHistogram('seconds', 'Seconds', [1, 5]);

  const totals = new Map<string, number>();
  const addTotal = (key: string, value: number) => totals.set(key, (totals.get(key) ?? 0) + value);
  const countSome = (times: number) => {
    for (let time = 0; time < times; time += 1) {
      const name = random() < 0.02 ? 'poison' : pick(FLAGS);
      const enabled = random() < 0.5;
      const counter = random() < 0.5 ? counts.counterOf(name) : counts.counterOfUnknown(name);
      counter?.count(enabled);
      const variant = pick(['blue', 'green', '__proto__', '']);
      counter?.countVariant(variant);
      addUsage(usage, name, counted(enabled ? 1 : 0, enabled ? 0 : 1, Object.fromEntries([[variant, 1]])));
      const plan = pick(['pro', 'free']);
      impact.incrementCounter('sales', 2, { plan });
      addTotal(`sales {"plan":"${plan}"}`, 2);
      impact.observeHistogram('seconds', 3, { plan });
      addTotal(`seconds {"plan":"${plan}"}`, 3);
    }
  };

  sender.start();
  for (let round = 0; round < rounds; round += 1) {
    countSome(Math.floor(random() * 100));
    if (random() < 0.2) await sender.flush();
    else await (scheduler as ManualScheduler).turn();
    expect(scheduler.pending).toHaveLength(1);
  }
  isHealthy = true;
  await sender.flush();
  expect(counts.take()).toBeUndefined();
  return { server, usage, totals, refused };
}

test.each([1, 2, 3, 4])(
  'every count arrives once, whatever the server does meanwhile (seed %i)',
  { timeout: 20_000 },
  async (seed) => {
    const { server, usage, totals, refused } = await runRounds(seed, 60);
    expect(server.requests.length).toBeGreaterThan(100);
    expect(sumUsage([...server.taken, ...refused])).toEqual(usage);
    expect(sumImpact(server.taken)).toEqual(totals);
  },
);
