/**
 * How a runner registers a test: `test` of vitest and node:test, `it` of jest and mocha. The kits call it once a rule, at
 * once, with a title and a function that rejects when the rule is broken.
 */
export type TestFunction = (title: string, run: () => Promise<void>) => unknown;
