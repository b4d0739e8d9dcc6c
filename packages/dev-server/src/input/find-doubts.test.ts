import { expect, test } from 'vitest';
import { findDoubts } from './find-doubts';
import { fromFlagsInput } from './from-flags-input';
import { noOrigin } from './origin';
import { formatPath } from './path';

const doubtsOf = (flags: unknown) =>
  findDoubts(fromFlagsInput({ flags }, noOrigin)).map(({ path }) => formatPath(path));

test('doubts operands that cannot be read, and parents and segments that do not exist', () => {
  expect(
    doubtsOf({
      version: { constraints: { appVersion: { SEMVER_GTE: '2.4' } } },
      pattern: { strategies: ['default', { constraints: { path: { REGEX: '(' } } }] },
      child: { dependencies: ['nobody'] },
      shared: { segments: [12] },
    }),
  ).toEqual([
    'flags.version.constraints[0]',
    'flags.pattern.strategies[1].constraints[0]',
    'flags.child.dependencies[0]',
    'flags.shared.segments',
  ]);
});

test('doubts an operator of some newer server, and lets the file be served', () => {
  const constraints = [{ contextName: 'a', operator: 'IS_LIKE', values: [] }];
  const features = [{ name: 'a', enabled: true, strategies: [{ name: 'default', constraints }] }];
  expect(findDoubts(fromFlagsInput({ features }, noOrigin))).toEqual([
    {
      path: ['features', 0, 'strategies', 0, 'constraints', 0, 'operator'],
      message: 'no operator that this version knows: IS_LIKE',
    },
  ]);
});

test('has no doubt about custom strategies and sound patterns', () => {
  expect(doubtsOf({ a: { strategies: ['mine'] }, b: { constraints: { path: { REGEX: '^/api' } } } })).toEqual(
    [],
  );
});
