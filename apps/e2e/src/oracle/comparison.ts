import type { Context, FlagDefinition, Payload, Variant } from '@unleash-client/core';
import type { AdminApi } from '../admin-api';
import { seedFlags } from '../seed/seed-flags';
import { type ExclusionReason, findExclusion } from './find-exclusion';
import { type PlaygroundAnswer, parsePlaygroundAnswer } from './playground-answer';
import type { ContextPair } from './random-context';
import type { ServerContext } from './server-context';
import { hashableContext, hashesNonAscii } from './utf8-oracle';

/** What is compared with the server. */
export interface Evaluator {
  isEnabled(name: string, context: Context): boolean;
  getVariant(name: string, context: Context): Variant;
}

/** One disagreement, with all that is needed to look into it. */
export interface Difference {
  readonly flag: string;
  readonly what: 'isEnabled' | 'getVariant' | 'feature_enabled';
  readonly ours: unknown;
  readonly server: unknown;
  readonly context: Context;
}

/** The outcome of a comparison. */
export interface Tally {
  /** How many answers (`isEnabled` and `getVariant` apart) were compared. */
  comparisons: number;
  /** How many of them agreed on something that was on: proof that not everything is just off. */
  enabled: number;
  /** Flags that were compared at least once. */
  readonly compared: Set<string>;
  readonly excluded: Map<ExclusionReason | 'seeded as an oracle', number>;
  readonly differences: Difference[];
}

/** The server's answers for one context: as it is, and with ids that the server hashes as UTF-8. */
interface Answers {
  readonly plain: PlaygroundAnswer;
  readonly hashable: PlaygroundAnswer;
}

const seeds = new Map(seedFlags.map((seed) => [seed.name, seed]));

/** Starts an empty tally. */
export const createTally = (): Tally => ({
  comparisons: 0,
  enabled: 0,
  compared: new Set(),
  excluded: new Map(),
  differences: [],
});

/** Compares all flags of `payload` in one context, and adds to the tally. */
export const compareWithPlayground = async (
  { client, server }: ContextPair,
  evaluator: Evaluator,
  payload: Payload,
  admin: AdminApi,
  tally: Tally,
): Promise<void> => {
  const answers = await askPlayground(server, admin);
  for (const [name, flag] of payload.flags) {
    const seed = seeds.get(name);
    if (seed?.isOracle === true) {
      exclude(tally, 'seeded as an oracle', 2);
      continue;
    }
    const exclusion = findExclusion(flag, server, payload, answers.plain);
    if (exclusion?.part === 'flag') {
      exclude(tally, exclusion.reason, 2);
      continue;
    }
    const theirs = choose(answers, flag, server, payload).get(seed?.oracle ?? name);
    if (theirs === undefined) throw new Error(`the playground did not answer for ${seed?.oracle ?? name}`);
    const difference = (what: Difference['what'], ours: unknown, their: unknown) => {
      tally.comparisons += 1;
      if (canonical(ours) === canonical(their)) return;
      tally.differences.push({ flag: name, what, ours, server: their, context: client });
    };
    tally.compared.add(name);
    const isEnabled = evaluator.isEnabled(name, client);
    if (isEnabled) tally.enabled += 1;
    difference('isEnabled', isEnabled, theirs.enabled);
    const variant = evaluator.getVariant(name, client);
    if (exclusion?.part === 'variant') {
      exclude(tally, exclusion.reason, 1);
      difference('feature_enabled', variant.feature_enabled, theirs.variant.feature_enabled);
    } else {
      difference('getVariant', variant, theirs.variant);
    }
  }
};

const askPlayground = async (server: ServerContext, admin: AdminApi): Promise<Answers> => {
  const ask = async (context: ServerContext) =>
    parsePlaygroundAnswer(await admin.playground('development', context));
  const plain = await ask(server);
  const garbled = hashableContext(server);
  return { plain, hashable: garbled === undefined ? plain : await ask(garbled) };
};

const choose = (answers: Answers, flag: FlagDefinition, context: ServerContext, payload: Payload) =>
  hashesNonAscii(flag, context, payload) ? answers.hashable : answers.plain;

const exclude = (tally: Tally, reason: ExclusionReason | 'seeded as an oracle', count: number) => {
  tally.excluded.set(reason, (tally.excluded.get(reason) ?? 0) + count);
};

/** Key order and `undefined` are no differences. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, node: unknown) =>
    typeof node === 'object' && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)))
      : node,
  );
