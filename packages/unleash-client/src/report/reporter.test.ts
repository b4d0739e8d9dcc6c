import { createEventBus } from '@unleash-client/events';
import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { createRecordingLogger } from '../testing/create-recording-logger.testing';
import { createReporter } from './reporter';

function start() {
  const log = createRecordingLogger();
  const bus = createEventBus({ createId: () => '1', onListenerError: () => undefined });
  return { log, bus, reporter: createReporter(bus, log) };
}
const repeat = (times: number, task: (index: number) => void) => {
  for (let index = 0; index < times; index += 1) task(index);
};

describe('without a listener', () => {
  test('the 1st, 10th and 100th time of one kind of error are logged', () => {
    const { log, reporter } = start();
    repeat(999, () => reporter.error(new UnleashError('UNAVAILABLE', 'down', { status: 503 })));
    expect(log.lines).toEqual([
      'error: down',
      'error: down (10 times so far)',
      'error: down (100 times so far)',
    ]);
  });

  test('errors of another code or status are another kind', () => {
    const { log, reporter } = start();
    reporter.error(new UnleashError('UNAVAILABLE', 'a', { status: 503 }));
    reporter.error(new UnleashError('UNAVAILABLE', 'b', { status: 500 }));
    reporter.error(new UnleashError('TIMEOUT', 'c'));
    expect(log.lines).toEqual(['error: a', 'error: b', 'error: c']);
  });

  test('warnings are counted in the same way', () => {
    const { log, reporter } = start();
    repeat(10, () => reporter.warn('duration', 'something is odd'));
    expect(log.lines).toEqual(['warn: something is odd', 'warn: something is odd (10 times so far)']);
  });

  test('what is told once is logged once, each thing by itself', () => {
    const { log, reporter } = start();
    repeat(20, () => {
      reporter.warnOnce('malformed', 'a', 'warning a');
      reporter.warnOnce('malformed', 'b', 'warning b');
      reporter.errorOnce('c', new UnleashError('STRATEGY', 'error c'));
      reporter.errorOnce('d', new UnleashError('STRATEGY', 'error d'));
    });
    expect(log.lines).toEqual(['warn: warning a', 'warn: warning b', 'error: error c', 'error: error d']);
  });

  test('of many different things the first ten are logged, then the 100th; and no more than 1000 are told', () => {
    const { log, reporter } = start();
    repeat(100_000, (index) => reporter.warnOnce('malformed', `flag ${index}`, `warning ${index}`));
    expect(log.lines).toHaveLength(12);
    expect(log.lines.slice(9)).toEqual(['warn: warning 9', 'warn: warning 99', 'warn: warning 999']);
  });

  test('a flood of one kind leaves another one its say', () => {
    const { log, reporter } = start();
    repeat(5000, (index) => reporter.errorOnce(`flag ${index}`, new UnleashError('STRATEGY', 'threw')));
    reporter.error(new UnleashError('UNAUTHORIZED', 'no such token', { status: 401 }));
    expect(log.lines.at(-1)).toBe('error: no such token');
  });

  test('after a recovery the next fault is news again, though not the application’s own', () => {
    const { log, reporter } = start();
    const down = new UnleashError('UNAVAILABLE', 'down', { status: 503 });
    const own = new UnleashError('LISTENER', 'listener');
    repeat(3, () => [down, own].forEach(reporter.error));
    reporter.recovered('up again');
    repeat(3, () => [down, own].forEach(reporter.error));
    expect(log.lines).toEqual(['error: down', 'error: listener', 'info: up again', 'error: down']);
  });

  test('messages are cut to less than a kilobyte, whatever they are written in', () => {
    const { log, reporter } = start();
    reporter.warn('tls', 'x'.repeat(1_000_000));
    reporter.error(new UnleashError('STRATEGY', '🦊'.repeat(300_000)));
    const bytes = log.lines.map((line) => Buffer.byteLength(line));
    for (const size of bytes) expect(size).toBeGreaterThan(880);
    for (const size of bytes) expect(size).toBeLessThan(1000);
  });
});

describe('with a listener', () => {
  test('every error reaches it and none the log', () => {
    const { log, bus, reporter } = start();
    const codes: string[] = [];
    bus.on('error', ({ error }) => codes.push(error.code));
    repeat(25, () => reporter.error(new UnleashError('UNAVAILABLE', 'down')));
    expect(codes).toHaveLength(25);
    expect(log.lines).toEqual([]);
  });

  test('every warning reaches it, short, and none the log', () => {
    const { log, bus, reporter } = start();
    const messages: string[] = [];
    bus.on('warn', ({ message }) => messages.push(message));
    repeat(25, () => reporter.warn('duration', 'x'.repeat(5000)));
    expect(messages.map((message) => message.length)).toEqual(Array(25).fill(901));
    expect(log.lines).toEqual([]);
  });

  test('the log counts on for the time after it', () => {
    const { log, bus, reporter } = start();
    const stop = bus.on('warn', () => undefined);
    repeat(5, () => reporter.warn('duration', 'odd'));
    stop();
    reporter.warn('duration', 'odd');
    expect(log.lines).toEqual(['warn: odd']);
  });
});
