import { startDevServer } from '@unleash-client/dev-server';
import { expect, test } from 'vitest';
import { checkAnswers } from './check-answers';
import { createContestants } from './contestants/create-contestants';
import type { Prepared } from './question';
import { QUESTIONS } from './questions';
import { UNLEASH_FLAGS } from './unleash-flags';
import { USERS } from './users';

test('all contestants give right answers, and those of Unleash the same ones', {
  timeout: 30_000,
}, async () => {
  const server = await startDevServer({ port: 0, flags: UNLEASH_FLAGS });
  const contestants = await createContestants(server);
  try {
    for (const question of QUESTIONS) {
      const answers = new Map<string, readonly unknown[]>();
      for (const contestant of contestants) {
        const prepared = contestant.prepare(question);
        if (prepared === undefined) continue;
        checkAnswers(contestant.name, question, prepared);
        answers.set(
          contestant.name,
          USERS.map((_, user) => prepared.answer(user)),
        );
      }
      expect(answers.get('ours'), question.title).toEqual(answers.get('official'));
      expect(answers.get('ours'), question.title).toEqual(answers.get('floor'));
    }
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.close()));
    await server.close();
  }
});

test('a contestant that answers wrongly, or today so and tomorrow so, is told apart', () => {
  const [missing, , rollout] = QUESTIONS;
  const always = (answer: boolean): Prepared => ({ answer: () => answer, ask: () => 0 });
  expect(() => checkAnswers('liar', missing, always(true))).toThrow(
    'liar answers wrongly: missing flag: true 1',
  );
  expect(() => checkAnswers('lazy', rollout, always(true))).toThrow('lazy answers wrongly');
  let turn = 0;
  const fickle: Prepared = { answer: () => ++turn % 2 === 0, ask: () => 0 };
  expect(() => checkAnswers('fickle', rollout, fickle)).toThrow('fickle is not sticky');
});
