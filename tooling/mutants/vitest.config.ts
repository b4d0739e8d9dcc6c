import { defineConfig } from 'vitest/config';

/** Core's own tests and nothing else: the tester runs those that reach a mutant once for each, in a copy of the package. */
export default defineConfig({
  test: {
    name: 'core',
    include: ['src/**/*.test.ts'],
    // The first plays dice: what it finds today it may not find tomorrow. The second takes seconds, and reaches every mutant.
    exclude: ['src/properties.test.ts', 'src/mutations.test.ts'],
    testTimeout: 30_000,
  },
});
