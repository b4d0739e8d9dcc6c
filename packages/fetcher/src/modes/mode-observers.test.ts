import type { Scheduler } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { createManualScheduler } from '../testing/manual-scheduler.testing';
import { recordingObserver } from '../testing/recording-observer.testing';
import { scriptedPaths } from '../testing/scripted-http.testing';
import { connected, updated } from '../testing/sse.testing';
import { startModes } from '../testing/start-modes.testing';
import type { Mode } from './mode';
import type { RunningModeSource } from './start-modes';

const server = () =>
  scriptedPaths({
    'client/features': [{ text: 'flags', headers: { etag: '"1"' } }],
    'client/delta': [{ text: 'delta', headers: { etag: '1' } }],
  });
const MODES: readonly Mode[] = ['polling', 'delta', 'streaming'];

describe('an observer may, while it is told,', () => {
  const within = async (mode: Mode, act: (running: RunningModeSource) => void) => {
    let running: RunningModeSource | undefined;
    let isFirst = true;
    const once = () => {
      if (isFirst && running !== undefined) {
        isFirst = false;
        act(running);
      }
    };
    const modes = startModes(server(), { mode }, recordingObserver(), (observer) => ({
      ...observer,
      snapshot: (snapshot) => {
        once();
        return observer.snapshot(snapshot);
      },
    }));
    running = modes.running;
    const { http } = modes;
    if (mode === 'streaming')
      http
        .latest()
        .open()
        .send(connected('stream', '1') + updated('more', '2'));
    await modes.pass(0);
    return modes;
  };

  test.each(MODES)('stop the source: %s', async (mode) => {
    const { observer, scheduler, http } = await within(mode, (running) => running.stop());
    expect(observer.heard).toHaveLength(1);
    expect(scheduler.pending).toEqual([]);
    expect(http.streams.every(({ isOver }) => isOver)).toBe(true);
  });

  test.each(MODES)('change the mode: %s', async (mode) => {
    const to = mode === 'polling' ? 'delta' : 'polling';
    const { observer, running, http, pass } = await within(mode, (source) => source.setMode(to));
    await pass(30_000);
    expect(running.mode).toBe(to);
    const others = observer.snapshots.slice(1).map(({ endpoint }) => endpoint.replace(/.*client\//, ''));
    expect(new Set(others)).toEqual(new Set([to === 'polling' ? 'features' : to]));
    expect(http.requests.length).toBeGreaterThanOrEqual(3);
    expect(http.streams.every(({ isOver }) => isOver)).toBe(true);
  });

  test.each(MODES)('ask for a refresh: %s', async (mode) => {
    const { http, pass } = await within(mode, (running) => void running.refresh());
    await pass(0);
    expect(http.requests.length + http.streams.length).toBeLessThanOrEqual(2);
  });
});

test('an observer of modes may throw, stop the source, or change the mode', async () => {
  const acts: Array<(running: RunningModeSource) => void> = [
    () => {
      throw new Error('boom');
    },
    (running) => running.stop(),
    (running) => running.setMode('delta'),
  ];
  const found: unknown[] = [];
  for (const act of acts) {
    let running: RunningModeSource | undefined;
    let isFirst = true;
    const onMode = () => {
      if (isFirst && running !== undefined) {
        isFirst = false;
        act(running);
      }
    };
    const modes = startModes(server(), { onMode });
    running = modes.running;
    modes.http.latest().open(404, {});
    await modes.pass(0);
    found.push([running.mode, modes.observer.heard]);
  }
  expect(found).toEqual([
    ['polling', ['LISTENER', 'flags']],
    ['polling', []],
    ['delta', ['flags', 'delta']],
  ]);
});

test('an observer that throws does not keep the modes from working', async () => {
  const boom = () => {
    throw new Error('boom');
  };
  const { http, pass, running } = startModes(server(), {}, undefined, () => ({
    snapshot: boom,
    unchanged: boom,
    fault: boom,
  }));
  for (let turn = 0; turn < 5; turn += 1) {
    http.latest().open().send(connected('stream', '1'));
    await pass(600);
  }
  expect(running.mode).toBe('polling');
});

describe('a scheduler that throws', () => {
  const scheduler: Scheduler = {
    after: () => {
      throw new Error('out of order');
    },
  };

  test.each(MODES)('leaves flags that are fetched once, and refresh: %s', async (mode) => {
    const { observer, running, pass } = startModes(server(), { mode, scheduler });
    await pass(0);
    expect(observer.snapshots).toHaveLength(1);
    expect(observer.faults[0]?.message).toBe('the scheduler threw: out of order');
    await running.refresh();
    expect(observer.heard.filter((what) => what !== 'INVALID_OPTION')).toHaveLength(2);
  });

  test('may be a reason to stop, and nothing is told after that', async () => {
    let running: RunningModeSource | undefined;
    const manual = createManualScheduler();
    const throwing: Scheduler = {
      after: (delayMs, task) => (delayMs < 300_000 ? manual : scheduler).after(delayMs, task),
    };
    const modes = startModes(server(), { scheduler: throwing }, undefined, (observer) => ({
      ...observer,
      fault: () => running?.stop(),
    }));
    running = modes.running;
    modes.http.latest().open(404, {});
    await modes.pass(0);
    expect([modes.changes, modes.observer.heard, manual.pending]).toEqual([[], [], []]);
  });
});
