import { startDevServer } from '@unleash-client/dev-server';
import { checkAnswers } from './check-answers';
import { createContestants } from './contestants/create-contestants';
import type { Contestant, Question } from './question';
import { QUESTIONS } from './questions';
import { type RaceOptions, type Runner, race } from './race';
import { UNLEASH_FLAGS } from './unleash-flags';

/** What a run has found out. */
export interface EvaluationResult {
  /** The Node.js version, without the v. */
  readonly node: string;
  readonly contestants: readonly string[];
  /** Nanoseconds of CPU time a call, by contestant; one that has no such feature is missing. */
  readonly rows: readonly { readonly title: string; readonly costs: Readonly<Record<string, number>> }[];
  /** How much longer a list of 100,000 takes than one of 10, for ours. */
  readonly growth: { readonly list: number; readonly segment: number };
}

const on: Question['isRight'] = (shares) => shares.get(true) === 1;
const lists = ['list-10', 'list-100000', 'listed-segment-10', 'listed-segment-100000'];
const listQuestions: readonly Question[] = lists.map((flag) => ({
  title: flag,
  flag,
  kind: 'flag',
  isRight: on,
}));

/** Runs all contestants over all questions in this process. */
export async function runEvaluation(options: RaceOptions): Promise<EvaluationResult> {
  const server = await startDevServer({ port: 0, flags: UNLEASH_FLAGS });
  const contestants = await createContestants(server);
  try {
    const costs = await race(
      [
        ...QUESTIONS.flatMap((question) => contestants.flatMap((one) => enter(one, question))),
        ...listQuestions.flatMap((question) => enter(contestants[0] as Contestant, question)),
      ],
      options,
    );
    const ratio = (long: string, short: string) =>
      (costs.get(`ours ${long}`) ?? Number.NaN) / (costs.get(`ours ${short}`) ?? Number.NaN);
    return {
      node: process.versions.node,
      contestants: contestants.map(({ name }) => name),
      rows: QUESTIONS.map(({ title, flag }) => ({
        title,
        costs: Object.fromEntries(
          contestants.flatMap(({ name }) => {
            const cost = costs.get(`${name} ${flag}`);
            return cost === undefined ? [] : [[name, cost]];
          }),
        ),
      })),
      growth: {
        list: ratio('list-100000', 'list-10'),
        segment: ratio('listed-segment-100000', 'listed-segment-10'),
      },
    };
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.close()));
    await server.close();
  }
}

/** A contestant at a question, once its answers are found right; nobody where it has no such feature. */
function enter(contestant: Contestant, question: Question): Runner[] {
  const prepared = contestant.prepare(question);
  if (prepared === undefined) return [];
  checkAnswers(contestant.name, question, prepared);
  return [{ key: `${contestant.name} ${question.flag}`, prepared }];
}
