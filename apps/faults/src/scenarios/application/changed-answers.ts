import { exactly } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';
import { flagOf } from '../../stage/payload';

const variants = [{ name: 'v', weight: 1000, payload: { type: 'string', value: 'as sent' } }];
const features = [{ ...flagOf('steady'), impressionData: true, variants }];

/** Tries to change a thing in every place. */
const spoil = (value: unknown, depth = 5): void => {
  if (typeof value !== 'object' || value === null || depth === 0) return;
  for (const key of Reflect.ownKeys(value)) {
    spoil((value as Record<PropertyKey, unknown>)[key], depth - 1);
    try {
      Reflect.set(value, key, 'spoilt');
    } catch {
      // The length of a list is one that cannot be set to anything.
    }
  }
};

/** Callers who write to what they were handed. */
export const changedAnswers: Scenario = {
  title: 'a caller who changes what it gave or got',
  row: 'a caller who changes answers',
  criterion: 'changes no later answer: variants, evaluations, definitions, events, options, bootstraps',
  async arrange({ serve }) {
    const server = await serve({
      features: answer.text(JSON.stringify({ version: 2, features, segments: [] })),
    });
    return { options: { url: server.url, refreshInterval: 0 } };
  },
  async act({ create, note, events }) {
    const options = {
      bootstrap: { version: 2, features: structuredClone(features) },
      tags: [{ name: 'a', value: 'b' }],
    };
    const client = create(options as never);
    spoil(options);
    const look = () => [
      client.isEnabled('steady'),
      client.getVariant('steady'),
      client.evaluate('steady'),
      client.explain('steady'),
      [...client.featureDefinitions().values()],
      [...client.evaluateAll().values()],
    ];
    const before = structuredClone(look());
    for (const thing of look()) spoil(thing);
    note(exactly('bootstrapped', look(), before));
    await client.initialize();
    const fetched = structuredClone(look());
    for (const thing of [...look(), ...events]) spoil(thing);
    client.featureDefinitions().clear();
    client.evaluateAll().clear();
    note(exactly('fetched', look(), fetched));
  },
};
