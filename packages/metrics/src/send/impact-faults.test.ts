import { UnleashError } from '@unleash-client/http';
import { expect, test } from 'vitest';
import { createImpactRegistry } from '../impact/impact-metrics';
import { createSender, delivered, keeping, scriptedExporter } from './start-sender.testing';
import { counted } from './sum-reports.testing';

const broken = () => {
  throw new Error('out of order');
};

test('usage is sent though impact metrics cannot be collected', async () => {
  const exporter = scriptedExporter(delivered);
  const impact = { ...createImpactRegistry({ onWarn: () => undefined }), collect: broken };
  const { sender, count, faults } = createSender(exporter, { impact });
  count('a');
  await sender.flush();
  expect(exporter.reports).toEqual([
    { usage: { start: 0, stop: 0, flags: [['a', counted(1, 0)]] }, impact: [] },
  ]);
  expect(faults.map(({ message }) => message)).toEqual(['collecting impact metrics failed: out of order']);
});

test('usage is kept though impact metrics cannot be restored', async () => {
  const exporter = scriptedExporter(keeping(new UnleashError('UNAVAILABLE', 'no')), delivered);
  const impact = { ...createImpactRegistry({ onWarn: () => undefined }), restore: broken };
  const { sender, count } = createSender(exporter, { impact });
  count('a');
  await sender.flush();
  await sender.flush();
  expect(exporter.reports[1]?.usage?.flags).toEqual([['a', counted(1, 0)]]);
});

test('impact metrics travel alone when no flag was asked for, but not when they are all zeros', async () => {
  const exporter = scriptedExporter(delivered);
  const { sender, impact } = createSender(exporter);
  impact.defineCounter('c', 'h');
  impact.defineGauge('g', 'h');
  impact.defineHistogram('h', 'h', [1]);
  await sender.flush();
  expect(exporter.reports).toEqual([]);
  impact.updateGauge('g', 0);
  await sender.flush();
  impact.observeHistogram('h', 0);
  await sender.flush();
  impact.incrementCounter('c');
  await sender.flush();
  expect(exporter.reports.map(({ usage, impact }) => [usage, impact.length])).toEqual(
    Array.from({ length: 3 }, () => [undefined, 3]),
  );
});
