import type { Evaluation, UnleashClient } from 'unleash-client';
import { users } from './users';

/** Every user's answer for every flag. */
export type Answers = ReadonlyMap<string, ReadonlyMap<string, Evaluation>>;

/** Asks the client about all flags for all users. */
export const askAll = (client: UnleashClient): Answers =>
  new Map([...users].map(([user, context]) => [user, client.evaluateAll(context)]));
