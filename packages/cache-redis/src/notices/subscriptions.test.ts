import { expect, onTestFinished, test, vi } from 'vitest';
import { createSubscriptions } from './subscriptions';

const setUp = () => {
  const stopped = vi.fn();
  const listen = vi.fn(() => stopped);
  const subscriptions = createSubscriptions({ readVersion: async () => '1', listen });
  onTestFinished(() => subscriptions.close());
  return { subscriptions, listen, stopped };
};

test('one subscription that ends another while both are told keeps that from being told', async () => {
  const { subscriptions } = setUp();
  const second = vi.fn();
  const first = vi.fn(() => stop());
  subscriptions.subscribe('key', first);
  const stop = subscriptions.subscribe('key', second);
  await vi.waitFor(() => expect(first).toHaveBeenCalledTimes(1));
  subscriptions.tell('key', '2');
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([2, 0]);
});

test('one that throws keeps nobody from being told', async () => {
  const { subscriptions } = setUp();
  const second = vi.fn();
  subscriptions.subscribe('key', () => {
    throw new Error('mine');
  });
  subscriptions.subscribe('key', second);
  await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1));
});

test('a notice is for the subscribers of its key, and known news is no news', async () => {
  const { subscriptions } = setUp();
  const changed = vi.fn();
  subscriptions.subscribe('key', changed);
  await vi.waitFor(() => expect(changed).toHaveBeenCalledTimes(1));
  subscriptions.tell('other', '2');
  subscriptions.tell('key', '1');
  expect(changed).toHaveBeenCalledTimes(1);
  subscriptions.tell('key', '2');
  expect(changed).toHaveBeenCalledTimes(2);
});

test('listening begins with the first subscription and ends with the last; an undo called twice ends no other', () => {
  const { subscriptions, listen, stopped } = setUp();
  const undos = ['key', 'key', 'other'].map((key) => subscriptions.subscribe(key, () => undefined));
  expect(listen).toHaveBeenCalledTimes(1);
  undos[0]?.();
  undos[0]?.();
  undos[2]?.();
  expect(stopped).not.toHaveBeenCalled();
  undos[1]?.();
  undos[1]?.();
  expect(stopped).toHaveBeenCalledTimes(1);
  subscriptions.subscribe('key', () => undefined);
  expect(listen).toHaveBeenCalledTimes(2);
});

test('after close nobody is told, and nobody can subscribe any more', async () => {
  const { subscriptions, listen, stopped } = setUp();
  const changed = vi.fn();
  const stop = subscriptions.subscribe('key', changed);
  subscriptions.close();
  const stopLate = subscriptions.subscribe('key', changed);
  subscriptions.tell('key', '2');
  subscriptions.look();
  stop();
  stopLate();
  expect([listen.mock.calls.length, stopped.mock.calls.length, changed.mock.calls]).toEqual([1, 1, []]);
});
