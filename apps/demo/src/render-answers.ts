import Table from 'cli-table3';
import type { Colors } from 'picocolors/types';
import type { Evaluation } from 'unleash-client';
import type { Answers } from './ask-all';

/** Prints who gets what and why: a row a user, a column a flag. What differs from `before` is marked. */
export function renderAnswers(answers: Answers, colors: Colors, before?: Answers): string {
  const [first] = answers.values();
  const flags = [...(first?.keys() ?? [])];
  const table = new Table({
    head: ['user', ...flags].map((title) => colors.bold(title)),
    style: { head: [], border: colors.isColorSupported ? ['gray'] : [] },
  });
  for (const [user, evaluations] of answers) {
    const cells = flags.map((flag) => {
      const evaluation = evaluations.get(flag);
      return evaluation === undefined ? '' : renderCell(evaluation, colors, before?.get(user)?.get(flag));
    });
    table.push([colors.bold(user), ...cells]);
  }
  return table.toString();
}

function renderCell(evaluation: Evaluation, colors: Colors, before: Evaluation | undefined): string {
  const isNew = before !== undefined && before.enabled !== evaluation.enabled;
  const state = evaluation.enabled ? colors.green('● on') : colors.dim('○ off');
  const variant = evaluation.variant.enabled ? ` ${colors.magenta(evaluation.variant.name)}` : '';
  const mark = isNew ? colors.yellow(' ← new') : '';
  return `${state}${variant}${mark}\n${colors.dim(describeReason(evaluation))}`;
}

/** Says in a few words why a flag came out as it did. */
export function describeReason(evaluation: Evaluation): string {
  switch (evaluation.reason) {
    case 'strategy':
      return `strategy ${evaluation.strategy.index + 1}`;
    case 'no-match':
      return 'no strategy fits';
    case 'parent':
      return `${evaluation.parent} is off`;
    default:
      return evaluation.reason;
  }
}
