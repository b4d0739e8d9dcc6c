import { defineConfig } from 'vitest/config';
import { TotalsReporter } from './tooling/totals-reporter.ts';

export default defineConfig({
  test: {
    projects: ['packages/*', 'apps/*'],
    reporters: ['default', new TotalsReporter()],
    coverage: {
      include: ['packages/*/src/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.testing.ts', '**/testing/**'],
      reporter: [['text', { skipFull: true }], 'json-summary'],
      reportOnFailure: true,
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
