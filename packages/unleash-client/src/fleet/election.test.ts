import type { Lease } from '@unleash-client/cache';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { CacheKeeper } from '../flags/cache-keeper';
import { createManualScheduler } from '../testing/create-manual-scheduler.testing';
import { type Role, startElection } from './election';

type Answer = Lease | null | undefined;

/** An election whose cache answers what a test says, on a clock that the test moves. */
function startWith(first: Answer) {
  const scheduler = createManualScheduler();
  const roles: Role[] = [];
  const state = { answer: first, now: 0, asked: 0, resumed: 0, released: [] as string[] };
  const keeper: Pick<CacheKeeper, 'lease' | 'release' | 'resume'> = {
    lease: async () => {
      state.asked += 1;
      return state.answer;
    },
    release: async (holder) => void state.released.push(holder),
    resume: () => {
      state.resumed += 1;
    },
  };
  const election = startElection({
    keeper,
    scheduler,
    holder: 'me',
    ttlMs: 3000,
    random: () => 0,
    now: () => state.now,
    onRole: (role) => roles.push(role),
  });
  onTestFinished(() => election.stop());
  /** Lets time pass, and the cache answer whatever was asked meanwhile. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 500) {
      state.now += Math.min(left, 500);
      scheduler.advance(Math.min(left, 500));
      await new Promise(setImmediate);
    }
  };
  return { election, scheduler, roles, state, pass };
}

const settled = () => new Promise(setImmediate);

test('who gets the lease leads, renews it three times in its time, and writes under its token', async () => {
  const { election, roles, state, pass } = startWith({ token: 7 });
  expect(election.guard()).toBeUndefined();
  await settled();
  expect([roles, election.guard()]).toEqual([['leader'], { token: 7 }]);
  await pass(3000);
  expect(state.asked).toBe(4);
  expect(election.guard()).toEqual({ token: 7 });
  expect(roles).toEqual(['leader']);
});

test('who does not get it follows, asks again, and takes over when it can', async () => {
  const { election, roles, state, pass } = startWith(null);
  await pass(3000);
  expect([roles, election.guard()]).toEqual([['follower'], undefined]);
  state.answer = { token: 9 };
  await pass(1000);
  expect([roles, election.guard()]).toEqual([['follower', 'leader'], { token: 9 }]);
});

test('a leader writes nothing more from the moment its lease has run out, whether it knows or not', async () => {
  const { election, state } = startWith({ token: 7 });
  await settled();
  state.now += 2999;
  expect(election.guard()).toEqual({ token: 7 });
  state.now += 1;
  expect(election.guard()).toBeUndefined();
});

test('what could not be written is written with the next lease', async () => {
  const { state, pass } = startWith({ token: 7 });
  await settled();
  const before = state.resumed;
  await pass(1000);
  expect(state.resumed).toBe(before + 1);
});

test('a leader whose write is refused asks at once, and follows', async () => {
  const { election, roles, state } = startWith({ token: 7 });
  await settled();
  state.answer = null;
  election.refused();
  expect(election.guard()).toBeUndefined();
  await settled();
  expect(roles).toEqual(['leader', 'follower']);
});

test('a process whose cache is down at the start polls for itself at once', async () => {
  const { roles, election, state, pass } = startWith(undefined);
  await settled();
  expect([roles, election.guard()]).toEqual([['alone'], undefined]);
  state.answer = null;
  await pass(1000);
  expect(roles).toEqual(['alone', 'follower']);
});

test.each([
  ['leader', { token: 7 }],
  ['follower', null],
] as const)(
  'a %s goes on through an outage shorter than a lease, and is alone after that',
  async (role, answer) => {
    const { roles, state, pass } = startWith(answer);
    await settled();
    state.answer = undefined;
    await pass(3000);
    expect(roles).toEqual([role]);
    await pass(1500);
    expect(roles).toEqual([role, 'alone']);
    state.answer = answer;
    await pass(1000);
    expect(roles).toEqual([role, 'alone', role]);
  },
);

test('stopping gives the lease back, and nothing is asked afterwards', async () => {
  const { election, scheduler, state } = startWith({ token: 7 });
  await settled();
  await election.stop();
  expect([state.released, scheduler.delays]).toEqual([['me'], []]);
});

test('stopping while the first question is under way gives back what it brings', async () => {
  const { election, roles, state } = startWith({ token: 7 });
  await election.stop();
  expect([state.released, roles]).toEqual([['me'], []]);
});

test('a follower that is given the lease as it is stopped gives it back', async () => {
  const { election, roles, scheduler, state } = startWith(null);
  await settled();
  state.answer = { token: 9 };
  scheduler.advance(1000);
  await election.stop();
  expect([state.released, roles]).toEqual([['me'], ['follower']]);
});

test('a follower has nothing to give back', async () => {
  const { election, state } = startWith(null);
  await settled();
  await election.stop();
  expect(state.released).toEqual([]);
});

test('chance spreads the questions of a fleet that was started at once', async () => {
  const scheduler = createManualScheduler();
  const lease = vi.fn(async () => null);
  const election = startElection({
    keeper: { lease, release: async () => undefined, resume: () => undefined },
    scheduler,
    holder: 'me',
    ttlMs: 3000,
    random: () => 1,
    now: () => 0,
    onRole: () => undefined,
  });
  await settled();
  expect(scheduler.delays).toEqual([1100]);
  await election.stop();
});
