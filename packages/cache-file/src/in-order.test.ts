import { expect, test, vi } from 'vitest';
import { inOrder, underWay } from './in-order';

const defer = () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
};

test('tasks for one file run one after the other, also after one that fails', async () => {
  const ran: string[] = [];
  const gate = defer();
  const first = inOrder('/a/1', async () => {
    await gate.promise;
    ran.push('first');
    throw new Error('mine');
  });
  const second = inOrder('/a/1', async () => ran.push('second'));
  await inOrder('/a/2', async () => ran.push('another file'));
  gate.resolve();
  await expect(first).rejects.toThrow('mine');
  await second;
  expect(ran).toEqual(['another file', 'first', 'second']);
});

test('what is under way in a folder can be waited for, and nothing else is', async () => {
  const [inside, outside] = [defer(), defer()];
  const ran: string[] = [];
  void inOrder('/b/1', async () => {
    await inside.promise;
    ran.push('task');
  });
  void inOrder('/bb/1', () => outside.promise);
  const waited = underWay('/b/').then(() => ran.push('waited'));
  inside.resolve();
  await waited;
  outside.resolve();
  expect(ran).toEqual(['task', 'waited']);
});

test('a copy of this module that was loaded in another way waits its turn', async () => {
  vi.resetModules();
  const copy = await import('./in-order');
  expect(copy.inOrder).not.toBe(inOrder);
  const gate = defer();
  const ran: string[] = [];
  const first = inOrder('/c/1', async () => {
    await gate.promise;
    ran.push('first');
  });
  const second = copy.inOrder('/c/1', async () => ran.push('second'));
  gate.resolve();
  await Promise.all([first, second]);
  expect(ran).toEqual(['first', 'second']);
});
