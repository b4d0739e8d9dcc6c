import { describe, expect, test } from 'vitest';
import { createFlagEditor } from './edit-flags';
import { fromFlagsInput } from './input/from-flags-input';
import { noOrigin } from './input/origin';
import { createFlagStore } from './store/flag-store';

function edit(flags: unknown = { flags: { beta: { rollout: 25, constraints: { plan: 'pro' } } } }) {
  const store = createFlagStore(fromFlagsInput(flags, noOrigin));
  const flag = (name: string) => store.contents.flags.get(name)?.definition;
  return { store, flag, ...createFlagEditor(store) };
}

describe('setFlag', () => {
  test('adds a flag in shorthand', () => {
    const { flag, setFlag } = edit();
    setFlag({ name: 'new', rollout: 10 });
    expect(flag('new')).toMatchObject({ enabled: true, strategies: [{ parameters: { rollout: '10' } }] });
  });

  test('replaces a flag by one in wire form', () => {
    const { store, flag, setFlag } = edit();
    const strategies = [{ name: 'default', parameters: {}, constraints: [], variants: [] }];
    setFlag({ name: 'beta', enabled: false, project: 'p', strategies });
    expect(flag('beta')).toMatchObject({ enabled: false, project: 'p', strategies });
    expect(store.revision).toBe(2);
  });

  test('copies what it gets', () => {
    const { flag, setFlag } = edit();
    const values = ['a'];
    setFlag({ name: 'new', constraints: { plan: values } });
    values.push('b');
    expect(flag('new')).toMatchObject({ strategies: [{ constraints: [{ values: ['a'] }] }] });
  });

  test('takes names that objects have anyway', () => {
    const { store, flag, setFlag, removeFlag } = edit({ flags: {} });
    for (const name of ['__proto__', 'constructor', 'toString', '']) setFlag({ name });
    expect([...store.contents.flags.keys()]).toEqual(['__proto__', 'constructor', 'toString', '']);
    expect(flag('__proto__')).toMatchObject({ name: '__proto__', enabled: true });
    expect(removeFlag('hasOwnProperty')).toBe(false);
  });

  test('refuses a wrong flag and changes nothing', () => {
    const { store, setFlag } = edit();
    const circle: Record<string, unknown> = { name: 'x' };
    circle.self = circle;
    expect(() => setFlag(circle as never)).toThrow(/^cannot be sent as JSON: /);
    expect(() => setFlag({} as never)).toThrow('name: expected the name of the flag, got nothing');
    expect(() => setFlag({ name: 'x', enabled: 1 } as never)).toThrow(
      'flags.x.enabled: expected true or false',
    );
    expect(() => setFlag({ name: 'x', rollot: 1 } as never)).toThrow('flags.x.rollot: unknown key');
    expect(store.revision).toBe(1);
  });
});

describe('updateFlag', () => {
  test('replaces keys and keeps the others', () => {
    const { flag, updateFlag } = edit();
    updateFlag('beta', { rollout: 50, enabled: false });
    expect(flag('beta')).toMatchObject({
      enabled: false,
      strategies: [{ parameters: { rollout: '50' }, constraints: [{ contextName: 'plan' }] }],
    });
  });

  test('lets strategies take the place of a rollout, and the other way round', () => {
    const { flag, updateFlag } = edit();
    updateFlag('beta', { strategies: ['default'] });
    expect(flag('beta')?.strategies).toMatchObject([{ name: 'default', constraints: [] }]);
    updateFlag('beta', { rollout: 5 });
    expect(flag('beta')?.strategies).toMatchObject([
      { name: 'flexibleRollout', parameters: { rollout: '5' } },
    ]);
  });

  test('patches a flag in wire form with shorthand', () => {
    const { flag, updateFlag } = edit({
      features: [
        { name: 'a', enabled: true, lastSeenAt: null, strategies: [{ name: 'default', sortOrder: 3 }] },
      ],
    });
    updateFlag('a', { enabled: false, variants: { blue: 1 } });
    expect(flag('a')).toMatchObject({
      enabled: false,
      lastSeenAt: null,
      strategies: [{ name: 'default', sortOrder: 3 }],
      variants: [{ name: 'blue' }],
    });
    expect(() => updateFlag('a', { enabeld: true } as never)).toThrow('flags.a.enabeld: unknown key');
  });

  test('says that there is no such flag', () => {
    const { updateFlag } = edit();
    expect(() => updateFlag('betta', { enabled: false })).toThrow(
      expect.objectContaining({
        code: 'UNKNOWN_FLAG',
        message: 'there is no flag "betta" to update; setFlag adds one',
      }),
    );
  });
});

test('removeFlag says whether there was one', () => {
  const { flag, removeFlag } = edit();
  expect([removeFlag('beta'), removeFlag('beta')]).toEqual([true, false]);
  expect(flag('beta')).toBeUndefined();
});

test('segments are set, used by name and removed', () => {
  const { store, flag, setFlag, setSegment, removeSegment } = edit();
  setSegment({ id: 4, name: 'staff', constraints: { email: { STR_ENDS_WITH: '@x.org' } } });
  setFlag({ name: 'new', segments: ['staff'] });
  expect(flag('new')?.strategies).toMatchObject([{ segments: [4] }]);
  expect(store.contents.segments.get(4)).toMatchObject({ constraints: [{ values: ['@x.org'] }] });
  expect([removeSegment(4), removeSegment(4)]).toEqual([true, false]);
  expect(() => setSegment({ name: 'x' } as never)).toThrow('segment.id: a segment needs a number as id');
});

test('replace serves other flags and no more the old ones', () => {
  const { store, replace } = edit();
  replace({ flags: { other: true } });
  expect([...store.contents.flags.keys()]).toEqual(['other']);
  expect(() => replace({ flags: { other: 3 } } as never)).toThrow(
    'flags.other: expected true, false or a map',
  );
  expect([...store.contents.flags.keys()]).toEqual(['other']);
});
