import { expect, test, vi } from 'vitest';
import { FileCache } from './file-cache';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';

const PROCESSES = 5;
const FIGHT_MS = 2500;
const TTL_MS = 300;

/** Asks for a lease again and again; renews it, gives it back, or lets it run out. Says from when to when it had it. */
const fighter = (directory: string, holder: string) => `
  import { setTimeout as delay } from 'node:timers/promises';
  const [cache, holder] = [new FileCache({ directory: ${JSON.stringify(directory)} }), ${JSON.stringify(holder)}];
  // One length for all, since a holder may also make its own lease shorter when it renews it.
  const ttl = 20 + Math.floor(Math.random() * 60);
  const endsAt = Date.now() + ${FIGHT_MS};
  let claim;
  const end = () => {
    if (claim !== undefined) say(claim);
    claim = undefined;
  };
  while (Date.now() < endsAt) {
    const to = Date.now() + ttl;
    const lease = await cache.lease('key', holder, ttl);
    if (lease?.token !== claim?.token) end();
    if (lease === null) {
      await delay(Math.random() * 5);
      continue;
    }
    claim = { holder, token: lease.token, from: claim?.from ?? Date.now(), to };
    const fate = Math.random();
    await delay(Math.random() * ttl * (fate < 0.3 ? 2 : 0.5));
    if (fate < 0.6) continue;
    claim.to = Math.min(claim.to, Date.now());
    await cache.release('key', holder);
    end();
  }
  end();`;

interface Claim {
  readonly holder: string;
  readonly token: number;
  readonly from: number;
  readonly to: number;
}

test('of many processes that fight for a lease never two have it at once, and tokens only grow', async () => {
  const directory = tempFolder();
  const programs = Array.from({ length: PROCESSES }, (_, index) =>
    startProgram(fighter(directory, `process ${index}`)),
  );
  const said = await Promise.all(programs.map(({ result }) => result()));
  const claims = (said.flat() as Claim[])
    // On a busy machine an answer may come when the lease that it gives has run out.
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
  expect(claims.length).toBeGreaterThan(20);
  expect(new Set(claims.map(({ holder }) => holder)).size).toBeGreaterThan(1);
  for (const [index, claim] of claims.entries()) {
    for (const later of claims.slice(index + 1)) {
      if (later.holder === claim.holder) continue;
      expect(later.from, JSON.stringify([claim, later])).toBeGreaterThanOrEqual(claim.to);
      expect(later.token, JSON.stringify([claim, later])).toBeGreaterThan(claim.token);
    }
  }
});

/** Takes the lease, writes, and waits to be told to write once more. */
const holder = (directory: string) => `
  const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
  const lease = await cache.lease('key', 'process', ${TTL_MS});
  await cache.set('key', 'older', lease);
  say(lease.token);
  process.stdin.once('data', async () => {
    say(await cache.set('key', 'too late', lease));
    say(await cache.lease('key', 'process', ${TTL_MS}));
    process.exit();
  });`;

const takeOver = (cache: FileCache) =>
  vi.waitFor(
    async () => (await cache.lease('key', 'other', 60_000)) ?? expect.fail('the process has the lease'),
    {
      timeout: 5000,
      interval: 10,
    },
  );

test('a holder that is stopped is replaced, and cannot overwrite what is newer when it goes on', async () => {
  const directory = tempFolder();
  const cache = new FileCache({ directory });
  const program = startProgram(holder(directory));
  const [token] = (await program.hasSaid(1)) as [number];
  program.child.kill('SIGSTOP');
  const lease = await takeOver(cache);
  expect(lease.token).toBeGreaterThan(token);
  await cache.set('key', 'newer', lease);
  program.nudge();
  program.child.kill('SIGCONT');
  expect(await program.result()).toEqual([token, false, null]);
  expect(await cache.get('key')).toBe('newer');
});

test('a holder that is killed is replaced when its time is over', async () => {
  const directory = tempFolder();
  const cache = new FileCache({ directory });
  const program = startProgram(holder(directory));
  const [token] = (await program.hasSaid(1)) as [number];
  program.child.kill('SIGKILL');
  await program.ended;
  const killedAt = Date.now();
  const lease = await takeOver(cache);
  expect(Date.now() - killedAt).toBeLessThan(TTL_MS + 500);
  expect(lease.token).toBeGreaterThan(token);
  expect(await cache.get('key')).toBe('older');
});
