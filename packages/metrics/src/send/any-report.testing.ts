import fc from 'fast-check';
import type { CollectedMetric } from '../impact/sample';
import type { Usage } from '../usage/usage';
import type { UsageReport } from './usage-exporter';

/** Any text: quotes, control characters, half surrogates, names of properties that every object has. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    maxLength: 40,
  }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '',
    '"',
    '\\',
    '\u0000\u001f',
    '\ud800',
    '\udc00x',
    '\u2028',
  ),
);

const anyTimes = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const mapOf = <T>(value: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<Map<string, T>> =>
  fc.array(fc.tuple(anyName, value), { maxLength }).map((entries) => new Map(entries));

const anyCounts = fc.record({ yes: anyTimes, no: anyTimes, variants: mapOf(anyTimes, 4) });

const anyUsage: fc.Arbitrary<Usage> = fc.record({
  start: fc.constant(1_700_000_000_000),
  stop: fc.constant(1_700_000_060_000),
  flags: mapOf(anyCounts, 30).map((flags) => [...flags]),
});

const anyLabels = mapOf(anyName, 3).map((labels) => Object.fromEntries(labels));
const anyValue = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const valueSamples = fc.array(fc.record({ labels: anyLabels, value: anyValue }), { maxLength: 4 });
const buckets = [0.1, 1].map((le) => ({ le, count: 1 }));
const histogramSamples = valueSamples.map((samples) =>
  samples.map(({ labels, value }) => ({ labels, count: 1, sum: value, buckets })),
);

const anyImpact: fc.Arbitrary<readonly CollectedMetric[]> = fc.array(
  fc.oneof(
    fc.record({ name: anyName, help: anyName, type: fc.constant('counter' as const), samples: valueSamples }),
    fc.record({ name: anyName, help: anyName, type: fc.constant('gauge' as const), samples: valueSamples }),
    fc.record({
      name: anyName,
      help: anyName,
      type: fc.constant('histogram' as const),
      samples: histogramSamples,
    }),
  ),
  { maxLength: 6 },
);

export const anyReport: fc.Arbitrary<UsageReport> = fc.record({
  usage: fc.option(anyUsage, { nil: undefined }),
  impact: anyImpact,
});
