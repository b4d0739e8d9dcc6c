import type { UnleashClient } from 'unleash-client';

/** Asks a client all that can be asked, for known and unknown flags, and counts with it. Answers how often it asked. */
export function useClient(client: UnleashClient, turn: number): number {
  const context = { userId: String(turn % 1000), properties: { country: turn % 2 === 0 ? 'NO' : 'SE' } };
  const names = [...client.featureDefinitions().keys(), ...unknownNames(turn)];
  for (const name of names) {
    client.isEnabled(name, context, () => false);
    client.getVariant(name, context);
    client.evaluate(name, context);
  }
  client.evaluateAll(context);
  client.explain(names[0] ?? '', context);
  client.impactMetrics.defineCounter('turns', 'turns');
  client.impactMetrics.incrementCounter('turns', 1, { part: String(turn % 7) });
  return names.length * 4 + 1;
}

/** Always others, and so many that what is remembered of them is soon full. */
const unknownNames = (turn: number): string[] => [1, 2, 3, 4, 5].map((index) => `unknown.${turn}.${index}`);
