import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepConnected, type Link } from './keep-connected';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const never = () => new Promise<never>(() => undefined);

/** Links that note what is done with them; `link` says what is unlike a good one. */
function setUp(link: Partial<Link> = {}) {
  const notes: string[] = [];
  let lose: (fault: unknown) => void = () => undefined;
  const next = (): Link => ({
    open: async () => notes.push('open'),
    ping: async () => notes.push('ping'),
    onLost: (lost) => {
      lose = lost;
    },
    end: () => notes.push('end'),
    ...link,
  });
  const failed = vi.fn();
  const opened = vi.fn();
  const start = (make: () => Link | Promise<Link> = next) => keepConnected({ next: make, opened, failed });
  /** What happens in the next milliseconds. */
  const after = async (timeMs: number) => {
    notes.length = 0;
    await vi.advanceTimersByTimeAsync(timeMs);
    return [...notes];
  };
  return { start, next, opened, failed, after, lose: (fault: unknown) => lose(fault) };
}

describe('a connection that is kept', () => {
  test('is opened again when it is lost, once, however often it says so', async () => {
    const { start, after, lose, opened, failed } = setUp();
    const stop = start();
    expect(await after(0)).toEqual(['open']);
    const gone = new Error('gone');
    lose(gone);
    lose(new Error('gone again'));
    expect(await after(100)).toEqual(['open']);
    expect([opened.mock.calls.length, failed.mock.calls]).toEqual([2, [[gone]]]);
    stop();
    expect(await after(60_000)).toEqual([]);
  });

  test('is tried less and less often while it fails, down to every two seconds', async () => {
    const open = vi.fn(() => Promise.reject(new Error('refused')));
    const { start, after } = setUp({ open });
    const stop = start();
    await after(1000);
    expect(open.mock.calls.length).toBeGreaterThanOrEqual(4);
    open.mockClear();
    await after(60_000);
    expect(open.mock.calls.length).toBeGreaterThanOrEqual(29);
    expect(open.mock.calls.length).toBeLessThanOrEqual(61);
    stop();
    open.mockClear();
    await after(60_000);
    expect(open).not.toHaveBeenCalled();
  });

  test('is tried once a minute where a permission is missing', async () => {
    const open = vi.fn(() => Promise.reject(new Error('NOPERM no channels for you')));
    const { start, after } = setUp({ open });
    const stop = start();
    await after(29_999);
    expect(open).toHaveBeenCalledTimes(1);
    await after(30_001);
    expect(open).toHaveBeenCalledTimes(2);
    stop();
  });

  test('is given up when it does not open in five seconds', async () => {
    const { start, after, failed, opened } = setUp({ open: never });
    const stop = start();
    expect(await after(4999)).toEqual([]);
    expect(await after(1)).toEqual(['end']);
    expect([failed.mock.calls[0]?.[0].message, opened.mock.calls]).toEqual(['no answer in 5000 ms', []]);
    stop();
  });

  test('is asked every ten seconds whether it lives, and replaced when it does not say so in five', async () => {
    let isDead = false;
    const ping = vi.fn(() => (isDead ? never() : Promise.resolve()));
    const { start, after, failed } = setUp({ ping });
    const stop = start();
    await after(30_000);
    expect([ping.mock.calls.length, failed.mock.calls.length]).toEqual([3, 0]);
    isDead = true;
    expect(await after(10_000 + 5000)).toEqual(['end']);
    expect(failed.mock.calls[0]?.[0].message).toBe('no answer in 5000 ms');
    isDead = false;
    expect(await after(100)).toEqual(['open']);
    stop();
    ping.mockClear();
    await after(60_000);
    expect(ping).not.toHaveBeenCalled();
  });

  test('is ended, and nobody is told, when it is stopped before its client is there or before it is open', async () => {
    const early = setUp();
    let arrive: (link: Link) => void = () => undefined;
    const arriving = new Promise<Link>((resolve) => {
      arrive = resolve;
    });
    early.start(() => arriving)();
    arrive(early.next());
    expect(await early.after(1000)).toEqual(['end']);

    let finish: () => void = () => undefined;
    const opening = () =>
      new Promise<void>((resolve) => {
        finish = resolve;
      });
    const late = setUp({ open: opening });
    const stop = late.start();
    await late.after(0);
    stop();
    finish();
    await late.after(60_000);
    for (const { opened, failed } of [early, late]) {
      expect([opened.mock.calls, failed.mock.calls]).toEqual([[], []]);
    }
  });
});
