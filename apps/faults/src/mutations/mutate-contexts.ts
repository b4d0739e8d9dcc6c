import type { Context, UnleashClient } from 'unleash-client';
import { type Answers, askEverything, differences } from './ask-everything';
import { contexts } from './contexts';
import { checkFaults, listenForFaults } from './faults-told';
import type { MutationRun } from './mutation-run';
import { type OddValue, oddValues } from './odd-values';
import { startWithFlags } from './start-with-flags';
import type { Counter, Trial } from './tally';
import { namesOf, validPayload } from './valid-payload';

const names = namesOf(validPayload);

type Fields = Readonly<Record<string, unknown>>;

/** A place in a context, and how to put a value there; `undefined` leaves the field out. */
interface Place {
  readonly name: string;
  put(context: Context, value: unknown): unknown;
  /** Whether an odd value there is read as its text; elsewhere all it holds is missing. */
  readonly isField: boolean;
}

const own = (fields: Fields | undefined, key: string, value: unknown): Fields => {
  const { [key]: _, ...others } = fields ?? {};
  return value === undefined ? others : { ...others, [key]: value };
};

const standardFields = ['userId', 'sessionId', 'remoteAddress', 'environment', 'appName', 'currentTime'];
const properties = ['country', 'age', 'version', 'email', 'companyId', 'joined', 'constructor', 'unheard-of'];

const places: readonly Place[] = [
  { name: 'the context', put: (_, value) => value, isField: false },
  {
    name: 'properties',
    put: (context, value) => own(context as Fields, 'properties', value),
    isField: false,
  },
  ...standardFields.map((name) => ({
    name,
    put: (context: Context, value: unknown) => own(context as Fields, name, value),
    isField: true,
  })),
  ...properties.map((name) => ({
    name: `properties.${name}`,
    put: (context: Context, value: unknown) => ({
      ...context,
      properties: own(context.properties ?? {}, name, value),
    }),
    isField: true,
  })),
];

/** Asks in contexts with each field of each replaced by each odd value: it counts as its text, or as missing. */
export async function mutateContexts(run: MutationRun, counter: Counter): Promise<void> {
  const ask = (client: UnleashClient, context: unknown, trial: Trial): Answers =>
    askEverything(client, { names, contexts: [context], closely: names.slice(0, 20) }, trial);

  for (const place of places) {
    const started = await startWithFlags(run);
    const { client } = started;
    const faults = listenForFaults(client);
    for (const context of contexts) {
      const expectedFor = (odd: OddValue) => place.put(context, place.isField ? odd.reads : undefined);
      for (const odd of oddValues.filter(run.isDue)) {
        const trial = counter.begin(`${place.name} ${odd.name}`);
        const expected = ask(client, expectedFor(odd) ?? {}, trial);
        const wrong = differences(expected, ask(client, place.put(context, odd.make()), trial));
        if (wrong.length > 0) trial.wrong(`answers differ: ${wrong.slice(0, 3).join(', ')}`);
      }
    }
    checkFaults(faults.take(), counter.anywhere);
    await started.end();
  }
}
