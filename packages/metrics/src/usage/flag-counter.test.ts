import { expect, test } from 'vitest';
import { FlagCounter } from './flag-counter';

test('counts on, off and variants', () => {
  const counter = new FlagCounter();
  for (const enabled of [true, true, false]) counter.count(enabled);
  for (const name of ['blue', 'green', 'blue']) counter.countVariant(name);
  expect(counter.take()).toEqual({
    yes: 2,
    no: 1,
    variants: new Map([
      ['blue', 2],
      ['green', 1],
    ]),
  });
});

test('hands out nothing when nothing was counted, nor the same counts twice', () => {
  const counter = new FlagCounter();
  expect(counter.take()).toBeUndefined();
  counter.count(true);
  expect(counter.take()).toEqual({ yes: 1, no: 0, variants: new Map() });
  expect(counter.take()).toBeUndefined();
});

test('leaves what it handed out as it was', () => {
  const counter = new FlagCounter();
  counter.countVariant('blue');
  const taken = counter.take();
  counter.countVariant('blue');
  expect(taken?.variants).toEqual(new Map([['blue', 1]]));
});

test('adds what is put back to what was counted meanwhile', () => {
  const counter = new FlagCounter();
  counter.count(true);
  counter.countVariant('blue');
  const taken = counter.take();
  counter.count(false);
  for (const name of ['blue', 'green']) counter.countVariant(name);
  if (taken !== undefined) counter.putBack(taken);
  expect(counter.take()).toEqual({
    yes: 1,
    no: 1,
    variants: new Map([
      ['blue', 2],
      ['green', 1],
    ]),
  });
});

test('counts variants of any name', () => {
  const names = ['__proto__', 'constructor', 'toString', '', '\ud800'];
  const counter = new FlagCounter();
  for (const name of names) counter.countVariant(name);
  expect(counter.take()?.variants).toEqual(new Map(names.map((name) => [name, 1])));
});

test('bounds the variants, whether they are counted or put back, and goes on with those it has', () => {
  const counter = new FlagCounter();
  for (let round = 0; round < 5; round += 1) {
    for (let variant = 0; variant < 1000; variant += 1) counter.countVariant(`${round}-${variant}`);
    const taken = counter.take();
    expect(taken?.variants.size).toBe(1000);
    counter.countVariant('0-0');
    if (taken !== undefined) counter.putBack(taken);
  }
  const variants = counter.take()?.variants;
  expect(variants?.size).toBe(1000);
  expect(variants?.get('0-0')).toBeGreaterThan(1);
});
