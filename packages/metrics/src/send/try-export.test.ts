import { createScheduler, UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { tryExport } from './try-export';
import type { UsageExporter, UsageReport } from './usage-exporter';

const report: UsageReport = { impact: [] };

function attempt(exporter: UsageExporter['export']) {
  const controller = new AbortController();
  const result = tryExport({ export: exporter }, report, controller.signal, createScheduler());
  return { result, stop: () => controller.abort() };
}

describe('the outcome of a report', () => {
  test('is what the exporter says, and nothing is left when it says nothing', async () => {
    const said = { undelivered: report, error: new UnleashError('UNAVAILABLE', 'busy') };
    expect(await attempt(async () => said).result).toBe(said);
    expect(await attempt(async () => undefined as never).result).toEqual({});
  });

  test('is the whole report, with the exporter’s own error, when it rejects or throws', async () => {
    const forbidden = new UnleashError('UNAUTHORIZED', 'the token has no rights');
    const rejecting = attempt(() => Promise.reject(forbidden));
    expect(await rejecting.result).toEqual({ undelivered: report, error: forbidden });
    const throwing = attempt(() => {
      throw new Error('no database');
    });
    const { undelivered, error } = await throwing.result;
    expect(undelivered).toBe(report);
    expect([error?.code, error?.message]).toEqual([
      'UNAVAILABLE',
      'the exporter of usage failed: no database',
    ]);
  });

  test('is the whole report when an exporter that is told to stop does not', async () => {
    const { result, stop } = attempt(() => new Promise(() => undefined));
    stop();
    const { undelivered, error } = await result;
    expect([undelivered, error?.code]).toEqual([report, 'ABORTED']);
  });

  test('is what an exporter says that stops when it is told to', async () => {
    const { result, stop } = attempt(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({}));
        }),
    );
    stop();
    expect(await result).toEqual({});
  });
});
