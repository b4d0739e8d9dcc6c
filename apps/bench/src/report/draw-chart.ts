import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { EvaluationResult } from '../evaluation/run-evaluation';

const COLOURS: Readonly<Record<string, string>> = {
  floor: '#c9ced6',
  ours: '#1f6feb',
  official: '#8250df',
  'flagd-core': '#bf8700',
  growthbook: '#cf222e',
  configcat: '#1a7f37',
};

/** Draws the table of evaluations as an SVG: one group of bars a row, on a logarithmic scale. `date` is shown as it is. */
export function drawChart({ node, rows, contestants }: EvaluationResult, date: string): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const bars = rows.flatMap(({ title, costs }) =>
    contestants.flatMap((contestant) =>
      costs[contestant] === undefined ? [] : [{ title, contestant, cost: costs[contestant] }],
    ),
  );
  const title = `CPU time of one evaluation in nanoseconds, logarithmic: Node ${node}, ${date}`;
  const x1 = 4;
  const chart = Plot.plot({
    document,
    width: 900,
    height: 860,
    marginTop: 50,
    marginLeft: 240,
    marginRight: 130,
    style: { background: 'white', color: '#1f2328', fontSize: '12px', fontFamily: 'system-ui, sans-serif' },
    x: {
      type: 'log',
      label: null,
      grid: true,
      domain: [x1, 20_000],
      ticks: [10, 100, 1000, 10_000],
      tickFormat: String,
    },
    y: { axis: null, domain: contestants },
    fy: { label: null, domain: rows.map(({ title }) => title), padding: 0.2 },
    color: { domain: contestants, range: contestants.map((name) => COLOURS[name] ?? 'black') },
    marks: [
      Plot.axisFy({ anchor: 'left', label: null, fontSize: 12 }),
      Plot.barX(bars, { x1, x2: 'cost', y: 'contestant', fy: 'title', fill: 'contestant' }),
      Plot.text(bars, {
        x: 'cost',
        y: 'contestant',
        fy: 'title',
        text: ({ contestant, cost }: (typeof bars)[number]) => `${Math.round(cost)} ns  ${contestant}`,
        textAnchor: 'start',
        dx: 4,
        fontSize: 9,
      }),
      Plot.text([title], {
        facet: 'super',
        frameAnchor: 'top-left',
        dy: -35,
        fontSize: 13,
        fontWeight: 'bold',
      }),
    ],
  });
  const heading = document.createElement('title');
  heading.textContent = title;
  chart.prepend(heading);
  // In a page the namespace is understood; a file has to say it.
  chart.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return `${chart.outerHTML}\n`;
}
