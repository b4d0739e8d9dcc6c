import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { UnleashClient } from '../unleash-client';
import type { UnleashOptions } from './unleash-options';

/** The names of all options, as a refusal lists them. */
function optionNames(): readonly string[] {
  try {
    new UnleashClient({ colour: 'red' } as object as UnleashOptions);
  } catch (error) {
    return /the options are (.*)$/.exec((error as Error).message)?.[1]?.split(', ') ?? [];
  }
  return [];
}

const folder = new URL('./', import.meta.url);
const sources = [
  '../instances.test.ts',
  '../stop/flush-on-exit.test.ts',
  ...readdirSync(folder).filter((file) => file.endsWith('.test.ts')),
]
  .filter((file) => !['validate-options.test.ts', 'every-option.test.ts'].includes(file))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');
const refusals = readFileSync(new URL('validate-options.test.ts', folder), 'utf8');

describe('every option has tests', () => {
  const names = optionNames();
  test('and a refusal tells their names', () =>
    expect(names).toEqual(expect.arrayContaining(['url', 'fetch'])));

  test.each(names)('of what %s does', (name) => expect(sources).toContain(`describe('${name}'`));

  test.each(names)('of what %s refuses', (name) => {
    expect(refusals).toMatch(new RegExp(`\\[\\s*'${name}',|describe\\('${name}'`));
  });
});
