import { describe, expect, test } from 'vitest';
import { referenceHash } from '../hashing/reference-hash.testing';
import { passes } from '../passes.testing';

const flexible = (parameters: object) => ({ name: 'flexibleRollout', parameters });
const gradual = (name: string, parameters: object) => ({ name: `gradualRollout${name}`, parameters });
const users = Array.from({ length: 200 }, (_, index) => `user-é-${index}`);

/** A `random` that answers a thousand evenly spread numbers, and then again. */
const evenly = () => {
  let call = 0;
  return () => ((call++ % 1000) + 0.5) / 1000;
};

const shareOf = (strategy: object, context: object, calls = 1000) => {
  const random = evenly();
  return Array.from({ length: calls }).filter(() => passes(strategy, context, { random })).length / calls;
};

describe('rule 1: a rollout is on when the hash with normaliser 100 and seed 0 is at most the rollout', () => {
  test.each([1, 17, 50, 50.5, 99])('at %d %%', (rollout) => {
    for (const userId of users) {
      const expected = referenceHash('grp', userId, 100, 0) <= rollout;
      expect(passes(flexible({ rollout: `${rollout}`, groupId: 'grp' }), { userId })).toBe(expected);
    }
  });

  test('at exactly its hash and one less', () => {
    const hash = referenceHash('grp', 'josé', 100, 0);
    expect(passes(flexible({ rollout: `${hash}`, groupId: 'grp' }), { userId: 'josé' })).toBe(true);
    expect(passes(flexible({ rollout: `${hash - 1}`, groupId: 'grp' }), { userId: 'josé' })).toBe(false);
  });
});

test('rule 1: a rollout of 0 is off for everybody, also where chance decides', () => {
  for (const userId of [...users, undefined]) {
    expect(passes(flexible({ rollout: '0', groupId: 'grp' }), { userId }, { random: () => 0 })).toBe(false);
  }
  expect(passes(flexible({ rollout: '0', stickiness: 'random' }), {}, { random: () => 0 })).toBe(false);
});

describe('rule 2: stickiness default', () => {
  const half = flexible({ rollout: '50', groupId: 'grp', stickiness: 'default' });
  const by = (id: string) => referenceHash('grp', id, 100, 0) <= 50;

  test('takes the userId first', () => {
    for (const userId of users) expect(passes(half, { userId, sessionId: 'other' })).toBe(by(userId));
  });

  test('takes the sessionId next', () => {
    for (const sessionId of users) expect(passes(half, { sessionId })).toBe(by(sessionId));
  });

  test('takes chance last, not the remoteAddress', () => {
    expect(passes(half, { remoteAddress: '10.0.0.1' }, { random: () => 0.49 })).toBe(true);
    expect(passes(half, { remoteAddress: '10.0.0.1' }, { random: () => 0.51 })).toBe(false);
  });

  test.each([{}, { stickiness: '' }, { stickiness: null }])('is what %o means', (stickiness) => {
    for (const userId of users) {
      expect(passes(flexible({ rollout: '50', groupId: 'grp', ...stickiness }), { userId })).toBe(by(userId));
    }
  });
});

test.each([
  ['flexibleRollout', flexible({ rollout: '30', stickiness: 'random' })],
  ['gradualRolloutRandom', gradual('Random', { percentage: '30' })],
])('rule 3: random is uniform on each call for %s, whatever a field called random says', (_, strategy) => {
  const context = { random: 'fixed', userId: '7', properties: { random: 'fixed' } };
  expect(shareOf(strategy, context)).toBe(0.3);
});

test('rule 3: chance passes below the share, and not at it', () => {
  for (const strategy of [gradual('Random', { percentage: '25' }), flexible({ rollout: '25' })]) {
    expect(passes(strategy, {}, { random: () => 0.2499 })).toBe(true);
    expect(passes(strategy, {}, { random: () => 0.25 })).toBe(false);
  }
});

describe('rule 4: custom stickiness', () => {
  const sticky = flexible({ rollout: '100', stickiness: 'tenant' });

  test('is off when the field is missing, even at 100 %', () => {
    expect(passes(sticky, { userId: '7' }, { random: () => 0 })).toBe(false);
    expect(passes(sticky, { tenant: 'a' })).toBe(true);
  });

  test('hashes the field', () => {
    for (const tenant of users) {
      const expected = referenceHash('grp', tenant, 100, 0) <= 50;
      const strategy = flexible({ rollout: '50', groupId: 'grp', stickiness: 'tenant' });
      expect(passes(strategy, { properties: { tenant } })).toBe(expected);
    }
  });

  test.each(['userId', 'sessionId'])('is off without %s, which is a custom one too', (field) => {
    const strategy = flexible({ rollout: '100', stickiness: field });
    expect(passes(strategy, { [field === 'userId' ? 'sessionId' : 'userId']: '7' })).toBe(false);
  });
});

describe('rule 5: an id', () => {
  test.each([undefined, null, ''])('is missing when it is %o', (userId) => {
    expect(passes(flexible({ rollout: '100', stickiness: 'userId' }), { userId })).toBe(false);
    expect(passes(gradual('UserId', { percentage: '100' }), { userId })).toBe(false);
  });

  test.each([undefined, null, ''])('leaves the bucket to the sessionId when the userId is %o', (userId) => {
    for (const sessionId of users) {
      const expected = referenceHash('grp', sessionId, 100, 0) <= 50;
      expect(passes(flexible({ rollout: '50', groupId: 'grp' }), { userId, sessionId })).toBe(expected);
    }
  });

  test('may be the number 0, which hashes as "0"', () => {
    expect(passes(flexible({ rollout: '100', stickiness: 'userId' }), { userId: 0 })).toBe(true);
    const hash = referenceHash('grp', '0', 100, 0);
    expect(passes(flexible({ rollout: `${hash}`, groupId: 'grp' }), { userId: 0 })).toBe(true);
    expect(passes(flexible({ rollout: `${hash - 1}`, groupId: 'grp' }), { userId: 0 })).toBe(false);
  });
});

describe.each([
  ['flexibleRollout', (groupId: object) => flexible({ rollout: '50', ...groupId }), 'userId'],
  [
    'gradualRolloutUserId',
    (groupId: object) => gradual('UserId', { percentage: '50', ...groupId }),
    'userId',
  ],
  [
    'gradualRolloutSessionId',
    (groupId: object) => gradual('SessionId', { percentage: '50', ...groupId }),
    'sessionId',
  ],
])('rule 6: in %s', (_, strategy, field) => {
  test.each([{}, { groupId: '' }, { groupId: null }])("the flag's name stands in for %o", (groupId) => {
    for (const id of users) {
      const expected = referenceHash('flag', id, 100, 0) <= 50;
      expect(passes(strategy(groupId), { [field]: id })).toBe(expected);
    }
  });

  test('rule 31: a groupId that is given decides the bucket', () => {
    for (const id of users) {
      const expected = referenceHash('my-group', id, 100, 0) <= 50;
      expect(passes(strategy({ groupId: 'my-group' }), { [field]: id })).toBe(expected);
    }
  });
});

describe('rule 23: a percentage', () => {
  const everyone = (percentage: unknown) => [
    passes(flexible({ rollout: percentage }), { userId: '7' }, { random: () => 0 }),
    passes(gradual('UserId', { percentage }), { userId: '7' }),
    passes(gradual('SessionId', { percentage }), { sessionId: '7' }),
    passes(gradual('Random', { percentage }), {}, { random: () => 0 }),
  ];

  test.each(['100', '100.0', ' 100 ', '1e2', 100])('%o is on for everybody', (percentage) => {
    expect(everyone(percentage)).toEqual([true, true, true, true]);
  });

  test.each([
    undefined,
    null,
    '',
    'all',
    '100%',
    '-1',
    '100.1',
    '101',
    'NaN',
    'Infinity',
    '0x64',
    '50,5',
    true,
    -1,
    101,
  ])('%o is on for nobody', (percentage) => {
    expect(everyone(percentage)).toEqual([false, false, false, false]);
  });

  test('may have a fraction', () => {
    expect(shareOf(gradual('Random', { percentage: '50.5' }), {})).toBe(0.505);
    expect(shareOf(flexible({ rollout: '0.5', stickiness: 'random' }), {})).toBe(0.005);
  });

  test('may be a number, which reads as its text', () => {
    expect(shareOf(gradual('Random', { percentage: 50.5 }), {})).toBe(0.505);
  });
});
