import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createHeaderSource } from './header-source';
import { rejection, SECRET } from './test-client.testing';

test('copies an object, so that changing it later changes nothing', async () => {
  const given = { Authorization: SECRET };
  const source = createHeaderSource(given);
  given.Authorization = 'other';
  expect(await source.resolve()).toEqual({ authorization: SECRET });
});

test('asks a function each time, and trims what it answers', async () => {
  let asked = 0;
  const source = createHeaderSource(() => ({ Authorization: ` token-${++asked}\n` }));
  expect(await source.resolve()).toEqual({ authorization: 'token-1' });
  expect(await source.resolve()).toEqual({ authorization: 'token-2' });
});

test('fails with HEADERS when the function throws or rejects, and asks again the next time', async () => {
  const faults = [
    () => {
      throw new Error('vault is sealed');
    },
    async () => {
      throw new Error('vault is sealed');
    },
  ];
  const source = createHeaderSource(() => faults.shift()?.() ?? { authorization: SECRET });
  for (let turn = 0; turn < 2; turn += 1) {
    const error = await rejection(source.resolve());
    expect(error).toMatchObject({ code: 'HEADERS', cause: { message: 'vault is sealed' } });
    expect(error.message).toBe('the customHeaders function failed: vault is sealed');
  }
  expect(await source.resolve()).toEqual({ authorization: SECRET });
});

test('fails with HEADERS when the function throws what is no error', async () => {
  const error = await rejection(createHeaderSource(() => Promise.reject('vault is sealed')).resolve());
  expect(error.message).toBe('the customHeaders function failed: vault is sealed');
  expect(error).not.toHaveProperty('cause');
});

test('fails with HEADERS when the answer cannot be sent', async () => {
  const answers: unknown[] = [
    undefined,
    null,
    'Bearer x',
    { authorization: 7 },
    { authorization: 'a\nb' },
    new Headers(),
  ];
  for (const answer of answers) {
    const error = await rejection(createHeaderSource(() => answer as never).resolve());
    expect(error.code).toBe('HEADERS');
    expect(error.message).toMatch(/^the result of customHeaders/);
  }
});

test('hides a token that was in use before in the error of the function', async () => {
  let broken = false;
  const source = createHeaderSource(() => {
    if (broken) throw new Error('could not renew s3cr3t-value');
    return { authorization: 'Bearer s3cr3t-value' };
  });
  await source.resolve();
  broken = true;
  const error = await rejection(source.resolve());
  expect(error.message).toBe('the customHeaders function failed: could not renew ***');
  expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('s3cr3t-value');
});
