import { describe, expect, test } from 'vitest';
import { createMemoryLease } from './memory-lease';

/** A lease, and a clock that a test sets. */
function leaseAt(start: number) {
  const clock = { now: start };
  return { clock, lease: createMemoryLease(() => clock.now) };
}

describe('a lease', () => {
  test('is given to the first who asks, and to nobody else before its time is over', () => {
    const { clock, lease } = leaseAt(1000);
    expect(lease.take('a', 100)).toEqual({ token: 1000 });
    expect(lease.take('b', 100)).toBeNull();
    clock.now = 1099;
    expect(lease.take('b', 100)).toBeNull();
    clock.now = 1100;
    expect(lease.take('b', 100)).toEqual({ token: 1100 });
    expect(lease.take('a', 100)).toBeNull();
  });

  test('keeps its token while its holder renews it in time, and lasts from the latest renewal on', () => {
    const { clock, lease } = leaseAt(1000);
    lease.take('a', 100);
    clock.now = 1090;
    expect(lease.take('a', 100)).toEqual({ token: 1000 });
    clock.now = 1189;
    expect(lease.take('b', 100)).toBeNull();
  });

  test('is a new one for a holder who renews it too late', () => {
    const { clock, lease } = leaseAt(1000);
    lease.take('a', 100);
    clock.now = 1100;
    expect(lease.take('a', 100)).toEqual({ token: 1100 });
  });

  test('has a larger token for every later holder, whatever the clock does', () => {
    const { clock, lease } = leaseAt(1000);
    lease.take('a', 100);
    lease.release('a');
    expect(lease.take('b', 100)).toEqual({ token: 1001 });
    lease.release('b');
    clock.now = 500;
    expect(lease.take('c', 100)).toEqual({ token: 1002 });
  });

  test('is given back by its holder alone', () => {
    const { lease } = leaseAt(1000);
    lease.release('b');
    lease.take('a', 100);
    lease.release('b');
    expect(lease.take('b', 100)).toBeNull();
    lease.release('a');
    lease.release('a');
    expect(lease.take('b', 100)).not.toBeNull();
  });

  test('allows the newest token, over or not, and every token while there was no lease', () => {
    const { clock, lease } = leaseAt(1000);
    expect(lease.allows(0)).toBe(true);
    const first = lease.take('a', 100)?.token ?? 0;
    clock.now = 5000;
    expect(lease.allows(first)).toBe(true);
    const second = lease.take('b', 100)?.token ?? 0;
    expect([lease.allows(first), lease.allows(second)]).toEqual([false, true]);
  });
});
