import type { Context, Evaluation, UnleashClient, Variant } from 'unleash-client';
import type { Trial } from './tally';

/** What a client answers: for each flag one text over all contexts. */
export type Answers = ReadonlyMap<string, string>;

export interface Questions {
  /** The flags to ask for, whether the client knows them or not. */
  readonly names: readonly string[];
  readonly contexts: readonly unknown[];
  /** Flags that `explain` is asked about as well. */
  readonly closely: readonly string[];
}

/**
 * Asks for all flags in all contexts by every method there is. What is thrown, and methods that contradict one another,
 * are counted.
 */
export function askEverything(client: UnleashClient, questions: Questions, trial: Trial): Answers {
  const { names, contexts, closely } = questions;
  const attempt = <T>(what: string, ask: () => T): T | undefined => {
    try {
      return ask();
    } catch (thrown) {
      trial.threw(what, thrown);
      return undefined;
    }
  };
  const answers = new Map<string, string>();
  const definitions = attempt('featureDefinitions', () => client.featureDefinitions());
  for (const name of names) answers.set(name, JSON.stringify(definitions?.get(name) ?? null));

  for (const given of contexts) {
    const context = given as Context;
    const all = attempt('evaluateAll', () => client.evaluateAll(context));
    for (const name of names) {
      const enabled = attempt('isEnabled', () => client.isEnabled(name, context));
      const variant = attempt('getVariant', () => client.getVariant(name, context));
      const evaluation = attempt('evaluate', () => client.evaluate(name, context));
      const explained = closely.includes(name)
        ? attempt('explain', () => client.explain(name, context).evaluation)
        : undefined;
      const answer = evaluation === undefined ? 'nothing' : printEvaluation(evaluation);
      answers.set(name, `${answers.get(name)}; ${answer}`);
      if (evaluation === undefined) continue;
      const others = [all?.get(name), explained].filter((other) => other !== undefined);
      const isOneVoice =
        enabled === evaluation.enabled &&
        variant !== undefined &&
        printVariant(variant) === printVariant(evaluation.variant) &&
        others.every((other) => other === evaluation || printEvaluation(other) === answer) &&
        (all === undefined || all.has(name) !== isUnknown(evaluation));
      if (!isOneVoice) trial.wrong(`the methods contradict one another about ${name.slice(0, 50)}`);
      if (!isWellFormed(evaluation)) trial.wrong(`the answer for ${name.slice(0, 50)} is malformed`);
    }
  }
  return answers;
}

const isUnknown = ({ reason }: Evaluation): boolean => reason === 'not-found' || reason === 'not-ready';

const isWellFormed = ({ enabled, variant }: Evaluation): boolean =>
  typeof enabled === 'boolean' &&
  typeof variant.name === 'string' &&
  typeof variant.enabled === 'boolean' &&
  variant.feature_enabled === enabled &&
  (variant.payload === undefined || typeof variant.payload.value === 'string');

const printVariant = ({ name, enabled, payload, feature_enabled }: Variant): string =>
  `${name} ${enabled} ${payload?.type} ${payload?.value} ${feature_enabled}`;

const printEvaluation = (evaluation: Evaluation): string => {
  const { enabled, variant, reason } = evaluation;
  const index = evaluation.reason === 'strategy' ? evaluation.strategy.index : '';
  return `${enabled} ${reason} ${index} ${printVariant(variant)}`;
};

/** The flags about which two clients differ. */
export const differences = (expected: Answers, actual: Answers): string[] =>
  [...expected].filter(([name, answer]) => actual.get(name) !== answer).map(([name]) => name);
