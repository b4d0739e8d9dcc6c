import type { Cache, FetchToggles, Lease } from 'unleash-client';
import { type Answers, askEverything, differences } from './ask-everything';
import { contexts } from './contexts';
import { checkFaults, listenForFaults } from './faults-told';
import { inBatches } from './in-batches';
import { mutantsAt, pathsIn } from './json-mutants';
import type { MutationRun } from './mutation-run';
import { oddValues } from './odd-values';
import { recordStored } from './record-stored';
import type { Counter, Trial } from './tally';
import { namesOf, validPayload } from './valid-payload';

const names = namesOf(validPayload);

interface CacheMutant {
  readonly name: string;
  readonly cache: Cache;
  readonly fetchToggles?: FetchToggles;
  /** Whether it is told of within so short a life; default `true`. */
  readonly isHeard?: boolean;
}

/** Starts clients, without a server, on mutants of what clients have stored: they have the flags, or none. */
export async function mutateCache(run: MutationRun, counter: Counter): Promise<void> {
  const { valid, stored } = await recordStored(run, ['polling', 'delta'], counter.anywhere);
  const mutants = stored.flatMap((text) => [...mutantsOfText(text)]);
  await inBatches([...mutants, ...mutantsOfKind(stored[0] ?? '')].filter(run.isDue), 8, async (mutant) => {
    await tryCache(run, mutant, valid, counter.begin(mutant.name));
  });
}

/** Starts a client on what a cache holds. Flags that are damaged must not be in use, and are told of once. */
export async function tryCache(
  run: MutationRun,
  { cache, fetchToggles = true, isHeard = true }: Omit<CacheMutant, 'name'>,
  valid: Answers,
  trial: Trial,
): Promise<void> {
  const client = run.createClient({ url: NOWHERE, cache });
  const faults = listenForFaults(client);
  await client
    .initialize({ timeoutMs: 1000, fetchToggles })
    .catch((thrown) => trial.threw('initialize', thrown));
  const answers = askEverything(client, { names, contexts, closely: [] }, trial);
  await client.destroy({ flush: false }).catch((thrown) => trial.threw('destroy', thrown));
  const wrong = differences(valid, answers);
  const told = faults.take();
  checkFaults(told, trial);
  if (wrong.length === 0) return;
  if (wrong.length < names.length)
    trial.wrong(`some flags answer differently: ${wrong.slice(0, 3).join(', ')}`);
  else if (told.length < 2 && isHeard) trial.mistold('the flags are gone, and nobody was told why');
}

/** Nobody listens here; told as one event. */
const NOWHERE = 'http://127.0.0.1:1/api';

const asCache = (text: string): Cache => ({ get: () => text, set: () => undefined });

/** The head of a stored text, node by node; the text cut off, and mixed up. The body says other things, but is left alone. */
function* mutantsOfText(text: string): Generator<CacheMutant> {
  const end = text.indexOf('\n');
  const [line, body] = [text.slice(0, end), text.slice(end + 1)];
  const head: unknown = JSON.parse(line);
  for (const path of pathsIn(head)) {
    // A body of another source is another's; of another time it is older.
    const isFree = ['savedAt', 'etag', 'endpoint'].includes(String(path[0]));
    for (const { change, text: odd } of mutantsAt(head, path)) {
      if (isFree && change === 'removed') continue;
      yield { name: `head.${path.join('.')} ${change}`, cache: asCache(`${odd}\n${body}`) };
    }
  }
  for (let at = 0; at < line.length; at += 1) {
    yield { name: `head cut at ${at}`, cache: asCache(`${line.slice(0, at)}\n${body}`) };
    yield { name: `text cut at ${at}`, cache: asCache(text.slice(0, at)) };
  }
  const step = Math.ceil(body.length / 200);
  for (let at = 0; at < body.length; at += step) {
    yield { name: `body cut at ${at}`, cache: asCache(`${line}\n${body.slice(0, at)}`) };
    yield {
      name: `character missing at ${at}`,
      cache: asCache(`${line}\n${body.slice(0, at)}${body.slice(at + 1)}`),
    };
  }
  for (const odd of ['\n', ' ', '\0', '\ufeff', '{}', '<html>', text]) {
    yield { name: `${JSON.stringify(odd.slice(0, 9))} before`, cache: asCache(odd + text) };
    yield { name: `${JSON.stringify(odd.slice(0, 9))} behind`, cache: asCache(text + odd) };
    yield { name: `${JSON.stringify(odd.slice(0, 9))} alone`, cache: asCache(odd === text ? body : odd) };
  }
}

/** Given up only after ten seconds. */
const hanging = ['a function that answers itself', 'a promise that never settles'];

/** Answers of a cache that are no text, and methods that are odd. */
function* mutantsOfKind(text: string): Generator<CacheMutant> {
  for (const { name, make } of oddValues) {
    // Nothing is no fault.
    if (name === 'undefined' || name === 'null') continue;
    const isHeard = !hanging.includes(name);
    yield {
      name: `get answers ${name}`,
      cache: { get: () => make() as string, set: () => undefined },
      isHeard,
    };
    yield {
      name: `get resolves with ${name}`,
      cache: { get: async () => make() as string, set: () => undefined },
      isHeard,
    };
    yield {
      name: `set and exists answer ${name}`,
      cache: { get: () => text, set: () => make(), exists: () => make() as boolean },
    };
    yield {
      name: `lease answers ${name}`,
      cache: { get: () => text, set: () => undefined, lease: () => make() as Lease },
      fetchToggles: 'elected',
    };
    yield {
      name: `subscribe answers ${name}`,
      cache: { get: () => text, set: () => undefined, subscribe: () => make() as () => void },
    };
  }
}
