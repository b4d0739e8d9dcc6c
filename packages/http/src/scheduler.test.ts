import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createScheduler } from './scheduler';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('runs a task once, after the delay', () => {
  const task = vi.fn();
  createScheduler().after(1000, task);
  vi.advanceTimersByTime(999);
  expect(task).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(task).toHaveBeenCalledTimes(1);
});

test('calls a task off', () => {
  const task = vi.fn();
  const cancel = createScheduler().after(1000, task);
  cancel();
  vi.runAllTimers();
  expect(task).not.toHaveBeenCalled();
});

test('does not hold the process', () => {
  const start = vi.spyOn(globalThis, 'setTimeout');
  createScheduler().after(1000, () => undefined);
  expect(start.mock.results[0]?.value.hasRef()).toBe(false);
});

test('takes a delay that is too long, or no number, for a long one', () => {
  const task = vi.fn();
  createScheduler().after(2 ** 31, task);
  createScheduler().after(Number.NaN, task);
  vi.advanceTimersByTime(1_000_000);
  expect(task).not.toHaveBeenCalled();
});
