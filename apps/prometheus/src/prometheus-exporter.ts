import { Counter, type Registry } from 'prom-client';
import type { UsageExporter } from 'unleash-client';

/** Adds usage to two counters, `unleash_flag_evaluations_total` and `unleash_flag_variants_total`. */
export function createPrometheusExporter(registry: Registry): UsageExporter {
  const evaluations = new Counter({
    name: 'unleash_flag_evaluations_total',
    help: 'How often a flag was asked for, by its answer',
    labelNames: ['flag', 'enabled'],
    registers: [registry],
  });
  const variants = new Counter({
    name: 'unleash_flag_variants_total',
    help: 'How often a variant was handed out',
    labelNames: ['flag', 'variant'],
    registers: [registry],
  });
  return {
    async export({ usage }) {
      for (const [flag, counts] of usage?.flags ?? []) {
        if (counts.yes > 0) evaluations.inc({ flag, enabled: 'true' }, counts.yes);
        if (counts.no > 0) evaluations.inc({ flag, enabled: 'false' }, counts.no);
        for (const [variant, times] of counts.variants) variants.inc({ flag, variant }, times);
      }
      return {};
    },
  };
}
