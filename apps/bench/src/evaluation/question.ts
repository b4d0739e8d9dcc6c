import type { Context } from 'unleash-client';

/** What every contestant is asked, in a row of the table. */
export interface Question {
  /** The row's title. */
  readonly title: string;
  /** The flag's name, the same for all contestants. */
  readonly flag: string;
  /** Whether the flag is asked for on and off, or for its variant. */
  readonly kind: 'flag' | 'variant';
  /** Whether an answer is right; `share` is that of the contexts which gave it. */
  readonly isRight: (shares: ReadonlyMap<Answer, number>) => boolean;
}

/** On or off, or the name of a variant. */
export type Answer = boolean | string;

/** A flag client in the race. */
export interface Contestant {
  readonly name: string;
  /** How this contestant answers a question; `undefined` when it has no such feature. */
  prepare(question: Question): Prepared | undefined;
  close(): Promise<void>;
}

/** A question in a contestant's own terms, with its contexts made beforehand. */
export interface Prepared {
  /** The answer for one of the users. */
  answer(user: number): Answer;
  /**
   * Asks so many times, user by user, as an application would; returns something, so that nothing is optimised away. Each
   * contestant has a loop of its own: one for all would call six clients from the same place, which no application does.
   */
  ask(calls: number): number;
}

/** A user as the application knows it, before it becomes some client's context. */
export interface User {
  readonly id: string;
  readonly session: string;
  readonly address: string;
  readonly country: string;
  readonly tenant: string;
  readonly email: string;
  readonly age: number;
  readonly signedUp: Date;
  readonly appVersion: string;
}

/** A user as a context of Unleash. */
export const toContext = (user: User): Context => ({
  userId: user.id,
  sessionId: user.session,
  remoteAddress: user.address,
  properties: {
    country: user.country,
    tenant: user.tenant,
    email: user.email,
    age: user.age,
    signedUp: user.signedUp,
    appVersion: user.appVersion,
  },
});
