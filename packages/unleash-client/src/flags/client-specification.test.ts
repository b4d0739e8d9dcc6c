import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BootstrapData } from '@unleash-client/bootstrap';
import { applyDelta, type Context, type Variant } from '@unleash-client/core';
import { describe, expect, test } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';

interface Case<Result> {
  readonly description: string;
  readonly context: Context;
  readonly toggleName: string;
  readonly expectedResult: Result;
}

interface Specification {
  readonly name: string;
  readonly state: BootstrapData & { readonly events?: readonly unknown[] };
  readonly tests?: readonly Case<boolean>[];
  readonly variantTests?: readonly Case<Variant>[];
}

const require = createRequire(import.meta.url);
const index = require.resolve('@unleash/client-specification/specifications/index.json');
const read = (file: string) => JSON.parse(readFileSync(join(dirname(index), file), 'utf8'));
const files: readonly string[] = read('index.json');

/** The flags that a specification starts with; a list of delta events is applied first. */
function bootstrapOf({ state }: Specification): BootstrapData {
  if (state.events === undefined) return state;
  const { payload } = applyDelta(null, state);
  const segments = [...payload.segments.values()].filter((segment) => segment !== null);
  return { features: [...payload.flags.values()], segments };
}

async function startWith(specification: Specification) {
  // A line or two about missing parents and unknown strategies is part of some specifications.
  const made = createTestClient({ bootstrap: bootstrapOf(specification), logLevel: 'silent' });
  await made.client.initialize({ fetchToggles: false });
  return made.client;
}

test('there are 22 files', () => expect(files).toHaveLength(22));

describe.each(files)('%s', (file) => {
  const specification: Specification = read(file);
  const { tests = [], variantTests = [] } = specification;

  test.each(tests)('$description', async ({ toggleName, context, expectedResult }) => {
    const client = await startWith(specification);
    expect(client.isEnabled(toggleName, context)).toBe(expectedResult);
    expect(client.evaluate(toggleName, context).enabled).toBe(expectedResult);
  });

  test.each(variantTests)('$description', async ({ toggleName, context, expectedResult }) => {
    const client = await startWith(specification);
    expect(client.getVariant(toggleName, context)).toEqual(expectedResult);
    expect(client.evaluate(toggleName, context).variant).toEqual(expectedResult);
  });
});
