import assert from 'node:assert/strict';

/** Fails with a sentence alone: the `true` and `false` that `assert.ok` compares would only hide it. */
export function expectThat(holds: boolean, message: string): asserts holds {
  if (!holds) assert.fail(message);
}
