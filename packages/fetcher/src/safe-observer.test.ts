import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { safeObserver } from './safe-observer';
import type { Snapshot } from './source';
import { recordingObserver } from './testing/recording-observer.testing';

const snapshot: Snapshot = { kind: 'full', text: 'flags', endpoint: 'http://flags.test/api/client/features' };
const fault = new UnleashError('UNAVAILABLE', 'the server is down');
const boom = (): never => {
  throw new Error('boom');
};

describe('an observer that throws', () => {
  test('hears of it as a fault, and has refused the snapshot', () => {
    const recorder = recordingObserver();
    const observer = safeObserver({ ...recorder, snapshot: boom, unchanged: boom }, () => false);
    expect(observer.snapshot(snapshot)).toBe('refused');
    expect(observer.unchanged()).toBeUndefined();
    expect(recorder.faults).toHaveLength(2);
    for (const { code, message, cause } of recorder.faults) {
      expect([code, message]).toEqual(['LISTENER', 'an observer of flags threw: boom']);
      expect(cause).toBeInstanceOf(Error);
    }
  });

  test('at being told of a fault is left alone', () => {
    const observer = safeObserver({ snapshot: boom, unchanged: boom, fault: boom }, () => false);
    expect(observer.snapshot(snapshot)).toBe('refused');
    expect(() => observer.fault(fault)).not.toThrow();
  });
});

test('an observer hears nothing any more once the source is stopped', () => {
  let isStopped = false;
  const recorder = recordingObserver();
  const observer = safeObserver(recorder, () => isStopped);
  expect(observer.snapshot(snapshot)).toBe('accepted');
  isStopped = true;
  expect(observer.snapshot(snapshot)).toBe('refused');
  observer.unchanged();
  observer.fault(fault, 100);
  expect(recorder.heard).toEqual(['flags']);
});

test('an observer that stops the source and throws hears of no fault', () => {
  let isStopped = false;
  const recorder = recordingObserver();
  const stopAndThrow = () => {
    isStopped = true;
    return boom();
  };
  const observer = safeObserver({ ...recorder, unchanged: stopAndThrow }, () => isStopped);
  observer.unchanged();
  expect(recorder.faults).toEqual([]);
});
