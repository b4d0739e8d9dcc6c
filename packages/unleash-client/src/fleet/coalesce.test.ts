import { expect, test } from 'vitest';
import { defer } from '../testing/defer.testing';
import { coalesce } from './coalesce';

/** A task whose runs a test ends one by one. */
function createSteps() {
  const ends: Array<() => void> = [];
  const task = coalesce(() => {
    const { promise, resolve } = defer();
    ends.push(resolve);
    return promise;
  });
  return { task, ends };
}

test('a wish during a run joins it', async () => {
  const { task, ends } = createSteps();
  const runs = [task.run(), task.run(), task.run()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await Promise.all(runs);
  expect(ends).toHaveLength(1);
});

test('wishes to run anew during a run are one more run, and all wait for it', async () => {
  const { task, ends } = createSteps();
  let isSettled = false;
  const runs = [task.run(), task.runAnew(), task.runAnew()];
  void Promise.all(runs).then(() => {
    isSettled = true;
  });
  ends[0]?.();
  await new Promise(setImmediate);
  expect([ends.length, isSettled]).toEqual([2, false]);
  ends[1]?.();
  await Promise.all(runs);
  expect(ends).toHaveLength(2);
});

test('a later wish is a run of its own', async () => {
  const { task, ends } = createSteps();
  for (let times = 1; times <= 3; times += 1) {
    const run = task.run();
    expect(ends).toHaveLength(times);
    ends[times - 1]?.();
    await run;
  }
});

test('nothing runs once it is stopped, and the run under way is not followed by another', async () => {
  const { task, ends } = createSteps();
  const run = task.run();
  void task.runAnew();
  task.stop();
  ends[0]?.();
  await run;
  await task.run();
  expect(ends).toHaveLength(1);
});
