import type { Fallback, FallbackVariant } from 'unleash-client';
import { checkFaults, listenForFaults } from './faults-told';
import type { MutationRun } from './mutation-run';
import { oddValues } from './odd-values';
import { startWithFlags } from './start-with-flags';
import type { Counter } from './tally';

const isVariant = (answer: unknown): boolean => {
  const { name, enabled, feature_enabled } = answer as Readonly<Record<string, unknown>>;
  return typeof name === 'string' && typeof enabled === 'boolean' && typeof feature_enabled === 'boolean';
};

/** Those that no flag has; a secret is none any more once somebody makes it a name. */
const names = oddValues.filter(({ name }) => name !== '__proto__' && name !== 'a secret');

/** Asks for flags of odd names with odd fallbacks, each with each: a fallback answers `true` only where it says so. */
export async function mutateQuestions(run: MutationRun, counter: Counter): Promise<void> {
  for (const name of names) {
    const fallbacks = oddValues.filter(run.isDue);
    if (fallbacks.length === 0) continue;
    const { client, end } = await startWithFlags(run);
    const faults = listenForFaults(client);
    for (const fallback of fallbacks) {
      const trial = counter.begin(`name ${name.name}, fallback ${fallback.name}`);
      const flag = name.make() as string;
      const boolean = fallback.make() as Fallback;
      try {
        const isOn = client.isEnabled(flag, {}, boolean);
        const { enabled, variant } = client.evaluate(flag, {}, boolean);
        if (isOn !== (boolean === true) || enabled !== isOn) trial.wrong(`it is ${isOn} and ${enabled}`);
        const variants = [variant, client.getVariant(flag, {}, fallback.make() as FallbackVariant)];
        if (!variants.every(isVariant)) trial.wrong('an answer is no variant');
        if (client.explain(flag).evaluation.enabled) trial.wrong('explained as on');
      } catch (thrown) {
        trial.threw('a question', thrown);
      }
    }
    // Each fallback that throws, or is none, is told of once for a name, whatever it is.
    checkFaults(faults.take(), counter.anywhere);
    await end();
  }
}
