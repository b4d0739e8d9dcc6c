/** What a row of the table has to reach: how many times as long the others take. */
export interface Goal {
  readonly official: number;
  /** The fastest of all others. */
  readonly fastest: number;
}

const goals: Readonly<
  Record<string, { readonly official: number; readonly node20: number; readonly fastest: number }>
> = {
  'missing flag': { official: 4, node20: 60, fastest: 1 },
  'simple flag that is on': { official: 7, node20: 60, fastest: 2.5 },
  '50 % rollout on userId': { official: 3, node20: 12, fastest: 3 },
  'IN of five values + rollout 100': { official: 9, node20: 45, fastest: 9 },
  'ten mixed constraints': { official: 10, node20: 20, fastest: 4 },
  'ten mixed constraints in a segment': { official: 10, node20: 20, fastest: 4 },
  'getVariant of three, sticky': { official: 3.5, node20: 20, fastest: 3.5 },
  'twenty strategies, the last matches': { official: 6, node20: 10, fastest: 1.4 },
  'one parent': { official: 15, node20: 60, fastest: 15 },
};

/** The goal of a row under a Node.js: V8 of Node 20 is slow at what the official client does most, spreading objects. */
export function goalOf(title: string, node: string): Goal {
  const goal = goals[title];
  if (goal === undefined) throw new Error(`no goal is set for ${title}`);
  return { official: node.startsWith('20.') ? goal.node20 : goal.official, fastest: goal.fastest };
}
