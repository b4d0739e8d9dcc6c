import { expect, test } from 'vitest';
import { startScriptedServer } from '../start-server.testing';
import { createSender, delivered, scriptedExporter } from './start-sender.testing';
import { counted, IDENTITY } from './sum-reports.testing';
import { createUnleashExporter } from './unleash-exporter';

test('calls off the next report, and sends nothing more', async () => {
  const exporter = scriptedExporter(delivered);
  const { sender, scheduler, counts, count } = createSender(exporter);
  sender.start();
  sender.stop();
  expect(scheduler.pending).toEqual([]);
  count('a');
  await sender.flush();
  sender.start();
  expect(scheduler.pending).toEqual([]);
  expect(exporter.reports).toEqual([]);
  expect(counts.take()?.flags).toEqual([['a', counted(1, 0)]]);
});

test('aborts a report under way, and keeps what it held', async () => {
  const server = await startScriptedServer('hang');
  const exporter = createUnleashExporter({
    http: server.client(),
    identity: IDENTITY,
    intervalMs: 1000,
    now: () => 0,
    onSent: () => undefined,
    onDropped: () => undefined,
  });
  const { sender, scheduler, counts, impact, count, faults } = createSender(exporter);
  impact.defineCounter('c', 'h');
  impact.incrementCounter('c', 5);
  sender.start();
  count('a');
  const arrival = server.arrival();
  const flushing = sender.flush();
  await arrival;
  count('a');
  sender.stop();
  await flushing;
  expect(counts.take()?.flags).toEqual([['a', counted(2, 0)]]);
  expect(impact.collect()).toMatchObject([{ samples: [{ value: 5 }] }]);
  expect([scheduler.pending, faults]).toEqual([[], []]);
});

test('waits no longer for an exporter that never settles, and keeps its report', async () => {
  let onEntered: () => void = () => undefined;
  const entered = new Promise<void>((resolve) => {
    onEntered = resolve;
  });
  const never = () => {
    onEntered();
    return new Promise<never>(() => undefined);
  };
  const { sender, scheduler, counts, count } = createSender(scriptedExporter(never));
  count('a');
  const flushings = [sender.flush(), sender.flush()];
  await entered;
  sender.stop();
  scheduler.runNext();
  await Promise.all(flushings);
  expect(counts.take()?.flags).toEqual([['a', counted(1, 0)]]);
  expect(scheduler.pending).toEqual([]);
});

test('leaves it to an exporter that heeds the signal to say what is left', async () => {
  const stopWhenEntered = (signal: AbortSignal) =>
    new Promise<object>((resolve) => {
      signal.addEventListener('abort', () => resolve({}));
      sender.stop();
    });
  const exporter = scriptedExporter((_, signal) => stopWhenEntered(signal));
  const { sender, scheduler, counts, count } = createSender(exporter);
  count('a');
  await sender.flush();
  expect(counts.take()).toBeUndefined();
  expect(scheduler.pending).toEqual([]);
});

test('can be called again', () => {
  const { sender } = createSender(scriptedExporter(delivered));
  sender.stop();
  expect(() => sender.stop()).not.toThrow();
});
