import { type Goal, goalOf } from '../evaluation/goals';
import type { EvaluationResult } from '../evaluation/run-evaluation';
import { formatTable } from './format-table';

const OURS = 'ours';
const FLOOR = 'floor';
const OFFICIAL = 'official';

/** How many times as long somebody takes. */
const times = (ratio: number): string => `${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} ×`;

/** The table of a run: our nanoseconds a call, and how many times as long each of the others takes. */
export function formatEvaluation({ node, contestants, rows, growth }: EvaluationResult): string {
  const others = contestants.filter((name) => name !== OURS);
  const head = ['', 'ours', ...others, 'goal: official, fastest', 'reached'];
  const body = rows.map(({ title, costs }) => {
    const ours = costs[OURS] ?? Number.NaN;
    const goal = goalOf(title, node);
    return [
      title,
      `${Math.round(ours)} ns`,
      ...others.map((name) => (costs[name] === undefined ? '–' : times(costs[name] / ours))),
      `${goal.official} ×, ${goal.fastest} ×`,
      judge(costs, goal),
    ];
  });
  const list = `a list of 100,000 values ÷ one of 10: ${growth.list.toFixed(2)}, in a segment ${growth.segment.toFixed(2)} (goal: at most 2)`;
  return `Node ${node}: CPU time a call, and how many times as long the others take\n${formatTable([head, ...body])}\n${list}`;
}

function judge(costs: Readonly<Record<string, number>>, goal: Goal): string {
  const ours = costs[OURS] ?? Number.NaN;
  const fastest = Math.min(
    ...Object.entries(costs)
      .filter(([name]) => name !== OURS && name !== FLOOR)
      .map(([, cost]) => cost),
  );
  const misses = [
    ...((costs[OFFICIAL] ?? 0) / ours >= goal.official
      ? []
      : [`official ${times((costs[OFFICIAL] ?? 0) / ours)}`]),
    ...(fastest / ours >= goal.fastest ? [] : [`fastest ${times(fastest / ours)}`]),
  ];
  return misses.length === 0 ? 'yes' : `no: ${misses.join(', ')}`;
}
