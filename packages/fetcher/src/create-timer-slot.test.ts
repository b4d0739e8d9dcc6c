import { expect, test, vi } from 'vitest';
import { createTimerSlot } from './create-timer-slot';
import { createManualScheduler } from './testing/manual-scheduler.testing';

test('holds one timer: the second calls off the first', () => {
  const scheduler = createManualScheduler();
  const slot = createTimerSlot(scheduler);
  const [first, second] = [vi.fn(), vi.fn()];
  slot.set(10, first);
  slot.set(20, second);
  expect(scheduler.pending).toEqual([20]);
  expect(slot.isSet).toBe(true);
  scheduler.runNext();
  expect(slot.isSet).toBe(false);
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledTimes(1);
});

test('runs nothing after clear', () => {
  const scheduler = createManualScheduler();
  const slot = createTimerSlot(scheduler);
  slot.set(10, vi.fn());
  slot.clear();
  expect(scheduler.pending).toEqual([]);
  expect(slot.isSet).toBe(false);
});

test('is right about a scheduler that calls off nothing, and runs each task twice', () => {
  const tasks: Array<() => void> = [];
  const broken = () => {
    throw new Error('cannot be called off');
  };
  const slot = createTimerSlot({
    after: (_, task) => {
      tasks.push(task, task);
      return broken;
    },
  });
  const [first, second] = [vi.fn(), vi.fn()];
  slot.set(10, first);
  slot.set(20, second);
  for (const task of tasks) task();
  expect(first).not.toHaveBeenCalled();
  expect(second).toHaveBeenCalledTimes(1);
});

test('is right about a scheduler that runs a task at once', () => {
  const slot = createTimerSlot({
    after: (_, task) => {
      task();
      return () => undefined;
    },
  });
  const task = vi.fn();
  slot.set(10, task);
  expect(slot.isSet).toBe(false);
  slot.clear();
  expect(task).toHaveBeenCalledTimes(1);
});
