import { MemoryCache, UnleashClient, UnleashError, type UnleashOptions } from 'unleash-client';
import { sendJson } from './case-server';
import { checkFaults, checkMessage, listenForFaults } from './faults-told';
import { inBatches } from './in-batches';
import { inTempFolder } from './in-temp-folder';
import type { MutationRun } from './mutation-run';
import { oddValues } from './odd-values';
import type { Counter, Trial } from './tally';
import { validPayload } from './valid-payload';

/** All options there are, as a refusal lists them. */
function optionNames(): readonly string[] {
  try {
    void new UnleashClient({ colour: 'red' } as never).destroy();
  } catch (error) {
    return /the options are (.*)$/.exec((error as Error).message)?.[1]?.split(', ') ?? [];
  }
  return [];
}

const body = JSON.stringify(validPayload);

interface OptionMutant {
  /** The option that is odd, by which a refusal has to name it; empty where all of them are. */
  readonly option: string;
  readonly value: string;
  readonly put: (options: UnleashOptions) => UnleashOptions;
}

/** Each option with each odd value, nested one level where there is a level; the options as a whole; getters. */
function* mutants(): Generator<OptionMutant> {
  for (const option of optionNames()) {
    for (const { name: value, make } of oddValues) {
      yield { option, value, put: (options) => ({ ...options, [option]: make() }) };
    }
    for (const reads of [0, 1, 2, 3]) {
      const value = `a getter that throws after ${reads} reads`;
      yield { option, value, put: (options) => withGetter(options, option, reads) };
    }
  }
  for (const [option, key] of nested) {
    for (const { name: value, make } of oddValues) {
      const put = (options: UnleashOptions) => ({ ...options, [option]: key(make()) });
      yield { option, value: `nested ${value}`, put };
    }
  }
  for (const { name: value, make } of oddValues) {
    yield { option: '', value, put: () => make() as UnleashOptions };
  }
}

/** What options of options may be odd in. */
const nested: readonly [option: string, put: (odd: unknown) => unknown][] = [
  ['customHeaders', (odd) => ({ Authorization: odd })],
  ['customHeaders', (odd) => () => odd],
  ['customHeaders', (odd) => async () => ({ Authorization: odd })],
  ['tags', (odd) => [odd]],
  ['tags', (odd) => [{ name: 'team', value: odd }]],
  ['customStrategies', (odd) => ({ Odd: odd })],
  ['customStrategies', (odd) => ({ Odd: { apply: odd } })],
  ['customStrategies', (odd) => ({ Weekday: { apply: () => odd } })],
  ['customStrategies', (odd) => ({ Weekday: { compile: () => odd } })],
  ['customStrategies', (odd) => ({ Weekday: { compile: () => () => odd } })],
  ['bootstrap', (odd) => ({ features: odd })],
  ['bootstrap', (odd) => ({ features: [odd] })],
  ['bootstrap', (odd) => ({ name: odd, load: () => odd })],
  ['cache', (odd) => ({ get: () => odd, set: () => odd })],
  ['cache', (odd) => ({ get: async () => odd, set: () => odd, exists: () => odd, subscribe: () => odd })],
  ['scheduler', (odd) => ({ after: () => odd })],
  ['logger', (odd) => ({ debug: odd, info: odd, warn: odd, error: odd })],
  ['logger', (odd) => ({ debug: () => odd, info: () => odd, warn: () => odd, error: () => odd })],
  ['eventCallback', (odd) => () => odd],
  ['metricsExporter', (odd) => ({ export: () => odd })],
  ['fetch', (odd) => () => odd],
  ['fetch', (odd) => async () => odd],
  ['ca', (odd) => [odd]],
];

function withGetter(options: UnleashOptions, name: string, soundReads: number): UnleashOptions {
  const sound = (options as unknown as Readonly<Record<string, unknown>>)[name];
  let reads = 0;
  const get = () => {
    reads += 1;
    if (reads > soundReads) throw new Error('odd');
    return sound;
  };
  return Object.defineProperty({ ...options }, name, { enumerable: true, get });
}

/** Makes clients of odd options: each is refused by name, or works. */
export async function mutateOptions(run: MutationRun, counter: Counter): Promise<void> {
  const address = run.server.open((request, response) => {
    if (request.method === 'POST') response.writeHead(202).end();
    else sendJson(response, body);
  });
  const base = { url: address.url, appName: 'odd', cache: new MemoryCache() };
  const due = [...mutants()].filter(run.isDue);
  // Of the odd values, some are folders to write to.
  await inTempFolder(() =>
    inBatches(due, 40, async ({ option, value, put }) => {
      const trial = counter.begin(`${option || 'all'}: ${value}`);
      const client = construct(run, put, { ...base, option }, trial);
      if (client !== undefined) await live(client, trial);
    }),
  );
  address.close();
}

type Base = Pick<UnleashOptions, 'url' | 'appName' | 'cache'> & { readonly option: string };

function construct(
  run: MutationRun,
  put: OptionMutant['put'],
  { option, cache, ...base }: Base,
  trial: Trial,
): UnleashClient | undefined {
  try {
    return run.createExactly((options) =>
      put({ ...options, ...base, ...(option !== 'cacheDirectory' && { cache }) }),
    );
  } catch (thrown) {
    if (!(thrown instanceof UnleashError) || thrown.code !== 'INVALID_OPTION') {
      trial.threw('the constructor', thrown);
    } else if (!thrown.message.includes(option)) {
      trial.wrong(`the refusal does not name the option: ${thrown.message}`);
    } else {
      checkMessage(thrown.message, trial);
    }
    return undefined;
  }
}

/** A whole life of a client. */
async function live(client: UnleashClient, trial: Trial): Promise<void> {
  const faults = listenForFaults(client);
  const attempt = async (what: string, call: () => unknown) => {
    try {
      await call();
    } catch (thrown) {
      trial.threw(what, thrown);
    }
  };
  await attempt('initialize', () => client.initialize({ timeoutMs: 200 }));
  for (const { name } of validPayload.features.slice(0, 40)) {
    await attempt('isEnabled', () => client.isEnabled(name, { userId: '7' }));
    await attempt('getVariant', () => client.getVariant(name, { userId: '7' }));
  }
  await attempt('refresh', () => client.refresh());
  await attempt('flushMetrics', () => client.flushMetrics());
  await attempt('destroy', () => client.destroy({ timeoutMs: 100 }));
  // A scheduler, say, that fails each time is told of each time.
  checkFaults(faults.take(), trial, { most: Number.POSITIVE_INFINITY });
}
