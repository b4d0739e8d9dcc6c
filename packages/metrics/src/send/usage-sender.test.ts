import { UnleashError } from '@unleash-client/http';
import { describe, expect, test, vi } from 'vitest';
import { createSender, delivered, keeping, scriptedExporter } from './start-sender.testing';
import { counted } from './sum-reports.testing';
import type { ExportResult, UsageReport } from './usage-exporter';

const unavailable = (retryAfterMs?: number) =>
  new UnleashError('UNAVAILABLE', 'the server answered 503', { retryAfterMs });
const unauthorized = new UnleashError('UNAUTHORIZED', 'the server answered 401');
const flagsOf = (reports: readonly UsageReport[]) =>
  reports.map(({ usage }) => usage && Object.fromEntries(usage.flags));
/** An export that settles when the test says so. */
const createGate = () => {
  let open: (result: ExportResult) => void = () => undefined;
  let onEntered: () => void = () => undefined;
  const result = new Promise<ExportResult>((resolve) => {
    open = resolve;
  });
  const entered = new Promise<void>((resolve) => {
    onEntered = resolve;
  });
  const pass = () => {
    onEntered();
    return result;
  };
  return { pass, entered, open: (answer: ExportResult = {}) => open(answer) };
};

describe('the rhythm', () => {
  test('begins after one interval and goes on, also when nothing was counted', async () => {
    const exporter = scriptedExporter(delivered);
    const { sender, scheduler, count } = createSender(exporter);
    sender.start();
    expect(scheduler.pending).toEqual([1000]);
    for (let turn = 0; turn < 3; turn += 1) expect(await scheduler.turn()).toBe(1000);
    expect(exporter.reports).toEqual([]);
    count('a');
    await scheduler.turn();
    await scheduler.turn();
    expect(flagsOf(exporter.reports)).toEqual([{ a: counted(1, 0) }]);
  });

  test('has jitter', async () => {
    const { sender, scheduler } = createSender(scriptedExporter(delivered), {
      jitterMs: 100,
      random: () => 0.5,
    });
    sender.start();
    expect(scheduler.pending).toEqual([1050]);
    expect(await scheduler.turn()).toBe(1050);
  });

  test('is ten times slower while the token is refused', async () => {
    const exporter = scriptedExporter(keeping(unauthorized), keeping(unauthorized), delivered);
    const { sender, scheduler, count, faults } = createSender(exporter);
    sender.start();
    count('a');
    expect([await scheduler.turn(), await scheduler.turn(), await scheduler.turn()]).toEqual([
      10_000, 10_000, 1000,
    ]);
    expect(faults).toEqual([unauthorized, unauthorized]);
    expect(flagsOf(exporter.reports).at(-1)).toEqual({ a: counted(1, 0) });
  });

  test('heeds Retry-After', async () => {
    const { sender, scheduler, count } = createSender(
      scriptedExporter(keeping(unavailable(30_000)), delivered),
    );
    sender.start();
    count('a');
    expect([await scheduler.turn(), await scheduler.turn()]).toEqual([30_000, 1000]);
  });

  test('slows down with each failure in a row, and one success restores it', async () => {
    const failures = [1, 2, 3, 4, 5].map(() => keeping(unavailable()));
    const exporter = scriptedExporter(keeping(unavailable()), ...failures, delivered);
    const { sender, scheduler, count } = createSender(exporter, { random: () => 1 });
    sender.start();
    const delays: number[] = [];
    for (let turn = 0; turn < 7; turn += 1) {
      count('a');
      delays.push(await scheduler.turn());
    }
    expect(delays).toEqual([3000, 5000, 9000, 10_000, 10_000, 10_000, 1000]);
    expect(flagsOf(exporter.reports).at(-1)).toEqual({ a: counted(7, 0) });
  });

  test('does not suffer from a listener that throws', async () => {
    const listenerFault = new UnleashError('LISTENER', 'mine');
    const { sender, scheduler, count, faults } = createSender(
      scriptedExporter(async () => ({ error: listenerFault })),
    );
    sender.start();
    count('a');
    expect(await scheduler.turn()).toBe(1000);
    expect(faults).toEqual([listenerFault]);
  });

  test('is none with an interval of 0, where only flush sends', async () => {
    const exporter = scriptedExporter(delivered);
    const { sender, scheduler, count } = createSender(exporter, { intervalMs: 0 });
    sender.start();
    count('a');
    await sender.flush();
    expect(scheduler.pending).toEqual([]);
    expect(exporter.reports).toHaveLength(1);
  });
});

describe('counts', () => {
  test('made while a report is under way go with the next one, also when that one fails', async () => {
    const gate = createGate();
    const exporter = scriptedExporter(gate.pass, delivered);
    const { sender, count } = createSender(exporter);
    count('a');
    const flushing = sender.flush();
    await gate.entered;
    count('a');
    count('b');
    gate.open({ undelivered: exporter.reports[0], error: unavailable() });
    await flushing;
    await sender.flush();
    expect(flagsOf(exporter.reports)).toEqual([{ a: counted(1, 0) }, { a: counted(2, 0), b: counted(1, 0) }]);
  });

  test('that the exporter says were delivered are not sent again', async () => {
    const part = async ({ usage }: UsageReport): Promise<ExportResult> => {
      const left = usage && { ...usage, flags: usage.flags.slice(1) };
      return { undelivered: { usage: left, impact: [] }, error: unavailable() };
    };
    const exporter = scriptedExporter(part, delivered);
    const { sender, count } = createSender(exporter);
    for (const name of ['a', 'b']) count(name);
    await sender.flush();
    await sender.flush();
    expect(flagsOf(exporter.reports)[1]).toEqual({ b: counted(1, 0) });
  });
});

describe('flush', () => {
  test('sends what is counted, nothing when that is nothing, and again later', async () => {
    const exporter = scriptedExporter(delivered);
    const { sender, count } = createSender(exporter);
    await sender.flush();
    count('a');
    await sender.flush();
    await sender.flush();
    count('b');
    await sender.flush();
    expect(flagsOf(exporter.reports)).toEqual([{ a: counted(1, 0) }, { b: counted(1, 0) }]);
  });

  test('called many times starts no further timers, and is one report for all', async () => {
    const gate = createGate();
    const exporter = scriptedExporter(gate.pass, delivered);
    const { sender, scheduler, count } = createSender(exporter);
    sender.start();
    count('a');
    const first = sender.flush();
    await gate.entered;
    count('b');
    const others = Array.from({ length: 1000 }, () => sender.flush());
    gate.open();
    await Promise.all([first, ...others]);
    expect(flagsOf(exporter.reports)).toEqual([{ a: counted(1, 0) }, { b: counted(1, 0) }]);
    expect(scheduler.pending).toEqual([1000]);
  });

  test('asked for by a listener to a fault is no endless loop', async () => {
    const exporter = scriptedExporter(keeping(unavailable()));
    let told = 0;
    const { sender, count } = createSender(exporter, {
      onFault: () => {
        told += 1;
        void sender.flush();
      },
    });
    count('a');
    await sender.flush();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toBe(1);
  });
});

describe('an exporter', () => {
  test.each([
    ['rejects', () => Promise.reject(new Error('full'))],
    [
      'throws',
      () => {
        throw new Error('full');
      },
    ],
  ])('that %s keeps the counts and backs off', async (_, fail) => {
    const exporter = scriptedExporter(fail, delivered);
    const { sender, scheduler, count, faults } = createSender(exporter, { random: () => 1 });
    sender.start();
    count('a');
    expect([await scheduler.turn(), await scheduler.turn()]).toEqual([3000, 1000]);
    expect(flagsOf(exporter.reports)[1]).toEqual({ a: counted(1, 0) });
    expect(faults.map(({ code, message }) => [code, message])).toEqual([
      ['UNAVAILABLE', 'the exporter of usage failed: full'],
    ]);
  });

  test('that resolves with nothing, in plain JavaScript, has delivered', async () => {
    const { sender, counts, count, faults } = createSender({
      export: async () => undefined as unknown as ExportResult,
    });
    count('a');
    await sender.flush();
    expect([counts.take(), faults]).toEqual([undefined, []]);
  });

  test('that answers nonsense does not end the reports', async () => {
    const nonsense = async () => ({ undelivered: { usage: 'all' } }) as unknown as ExportResult;
    const { sender, scheduler, count, faults } = createSender(scriptedExporter(nonsense, delivered));
    sender.start();
    count('a');
    await scheduler.turn();
    expect(await scheduler.turn()).toBe(1000);
    expect(faults).toHaveLength(1);
  });
});

test('goes on though the listener to faults throws', async () => {
  const onFault = vi.fn(() => {
    throw new Error('mine');
  });
  const exporter = scriptedExporter(keeping(unavailable()), delivered);
  const { sender, scheduler, count } = createSender(exporter, { onFault });
  sender.start();
  count('a');
  expect([await scheduler.turn(), await scheduler.turn()]).toEqual([1000, 1000]);
  expect(flagsOf(exporter.reports)[1]).toEqual({ a: counted(1, 0) });
});
