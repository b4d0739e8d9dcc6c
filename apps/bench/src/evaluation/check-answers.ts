import type { Answer, Prepared, Question } from './question';
import { USERS } from './users';

/**
 * Makes sure that a contestant does what it is timed for.
 * @throws Error which says what it answered instead.
 */
export function checkAnswers(contestant: string, question: Question, prepared: Prepared): void {
  const shares = new Map<Answer, number>();
  for (let user = 0; user < USERS.length; user++) {
    const answer = prepared.answer(user);
    if (prepared.answer(user) !== answer) {
      throw new Error(`${contestant} is not sticky: ${question.title}`);
    }
    shares.set(answer, (shares.get(answer) ?? 0) + 1 / USERS.length);
  }
  const rounded = new Map([...shares].map(([answer, share]) => [answer, Math.round(share * 1000) / 1000]));
  if (question.isRight(rounded)) return;
  const got = [...rounded].map(([answer, share]) => `${answer} ${share}`).join(', ');
  throw new Error(`${contestant} answers wrongly: ${question.title}: ${got}`);
}
