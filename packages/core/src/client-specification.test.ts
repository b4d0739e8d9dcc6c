import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from './compile';
import type { Context } from './context/context';
import { evaluate } from './evaluate';
import { applyDelta } from './parse/apply-delta';
import { parsePayload } from './parse/parse-payload';
import { re2 } from './re2';

interface Specification {
  readonly name: string;
  readonly state: { readonly events?: readonly unknown[] };
  readonly tests?: readonly {
    description: string;
    context: Context;
    toggleName: string;
    expectedResult: boolean;
  }[];
  readonly variantTests?: readonly {
    description: string;
    context: Context;
    toggleName: string;
    expectedResult: { name: string; enabled: boolean; payload?: object; feature_enabled: boolean };
  }[];
}

const require = createRequire(import.meta.url);
const index = require.resolve('@unleash/client-specification/specifications/index.json');
const read = (file: string) => JSON.parse(readFileSync(join(dirname(index), file), 'utf8'));

const files: readonly string[] = read('index.json');

test('the client specification has 22 files', () => {
  expect(files).toHaveLength(22);
});

describe.each(files)('%s', (file) => {
  const { state, tests = [], variantTests = [] }: Specification = read(file);
  const { payload } = state.events === undefined ? parsePayload(state) : applyDelta(null, state);
  if (payload === null) throw new Error(`${file} is refused`);
  const flags = compile(payload, { now: Date.now, random: Math.random, regex: re2, hostname: 'spec-host' });

  for (const { description, context, toggleName, expectedResult } of tests) {
    test(description, () => {
      expect(evaluate(flags, toggleName, context).enabled).toBe(expectedResult);
    });
  }
  for (const { description, context, toggleName, expectedResult } of variantTests) {
    test(description, () => {
      expect(evaluate(flags, toggleName, context).variant).toEqual(expectedResult);
    });
  }
});
