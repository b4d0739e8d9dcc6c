import { InMemStorageProvider, Unleash, type UnleashConfig } from 'official-client';
import { MemoryCache, UnleashClient, type UnleashOptions } from 'unleash-client';
import { cpuSince } from '../../cpu-since';
import { SOMEBODY } from '../large-payload';

/** CPU time in milliseconds, round by round. */
export interface FirstEvaluationFigures {
  readonly parseAlone: number[];
  /** The text comes from a cache. */
  readonly ours: number[];
  /** The text comes from a bootstrap source. */
  readonly oursByBootstrap: number[];
  readonly official: number[];
  /** With its file, which it writes before it answers. */
  readonly officialWithFile: number[];
}

const WARM_UP = 2;
/** One that is on. */
const FLAG = 'flag-1';

const [url = '', folder = '', rounds = '0'] = process.argv.slice(2);

/** What a way made of the text. */
interface Outcome {
  readonly isOn: boolean;
  end(): unknown;
}

interface Way {
  readonly name: keyof FirstEvaluationFigures;
  readonly bytes: Buffer;
  readonly go: (text: string) => Promise<Outcome>;
}

/** Measures each way from a text to an answer, in turns in this one process. */
async function run(): Promise<FirstEvaluationFigures> {
  const figures: FirstEvaluationFigures = {
    parseAlone: [],
    ours: [],
    oursByBootstrap: [],
    official: [],
    officialWithFile: [],
  };
  const { key, stored } = await storeOnce();
  const bytes = stored.subarray(stored.indexOf('\n') + 1);
  const ways: Way[] = [
    { name: 'parseAlone', bytes, go: parseAlone },
    { name: 'ours', bytes: stored, go: (text) => fromCache(key, text) },
    { name: 'oursByBootstrap', bytes, go: fromBootstrap },
    { name: 'official', bytes, go: official },
    { name: 'officialWithFile', bytes, go: officialWithFile },
  ];
  for (let round = -WARM_UP; round < Number(rounds); round += 1) {
    for (const way of ways) {
      const ms = await measure(way);
      if (round >= 0) figures[way.name].push(ms);
    }
    // Whoever comes first finds another heap than whoever comes last.
    ways.push(...ways.splice(0, 1));
  }
  return figures;
}

/**
 * What came of the text is held until the time is taken, and is no longer young to the engine by then, which moves young
 * objects twice: else chance decides which of the two moves fall into the time of which way.
 */
async function measure({ name, bytes, go }: Way): Promise<number> {
  // A new text each time: an engine may remember what it knows of an old one.
  const text = bytes.toString();
  for (let times = 0; times < 2; times += 1) globalThis.gc?.();
  const start = process.cpuUsage();
  const { isOn, end } = await go(text);
  for (let times = 0; times < 2; times += 1) globalThis.gc?.({ execution: 'sync', type: 'minor' });
  const ms = cpuSince(start);
  if (!isOn) throw new Error(`${name} is wrong about ${FLAG}`);
  await end();
  return ms;
}

/** What a client puts into a cache, and where. */
async function storeOnce(): Promise<{ readonly key: string; readonly stored: Buffer }> {
  let client: UnleashClient | undefined;
  const entry = new Promise<{ key: string; stored: Buffer }>((resolve) => {
    const set = (key: string, text: string) => resolve({ key, stored: Buffer.from(text) });
    client = createClient({ cache: { get: () => undefined, set } });
    void client.initialize();
  });
  return entry.finally(() => client?.destroy());
}

async function parseAlone(text: string): Promise<Outcome> {
  const body = JSON.parse(text);
  return { isOn: body.features[1].enabled === true, end: () => body };
}

/** As every start with a shared cache begins; the text of a server goes through the same door. */
const fromCache = (key: string, text: string): Promise<Outcome> =>
  startOurs({ cache: { get: (asked) => (asked === key ? text : undefined), set: () => undefined } });

const fromBootstrap = (text: string): Promise<Outcome> =>
  startOurs({ bootstrap: { name: 'a text', load: () => text }, cache: new MemoryCache() });

async function startOurs(options: Partial<UnleashOptions>): Promise<Outcome> {
  const client = createClient(options);
  await client.initialize({ fetchToggles: false });
  return { isOn: client.isEnabled(FLAG, SOMEBODY), end: () => client.destroy({ flush: false }) };
}

const createClient = (options: Partial<UnleashOptions>) =>
  new UnleashClient({ url, appName: 'bench', disableRegistration: true, refreshInterval: 0, ...options });

const official = (text: string): Promise<Outcome> =>
  startOfficial(text, { storageProvider: new InMemStorageProvider() });

const officialWithFile = (text: string): Promise<Outcome> => startOfficial(text, { backupPath: folder });

async function startOfficial(text: string, storage: Partial<UnleashConfig>): Promise<Outcome> {
  const unleash = new Unleash({
    url,
    appName: 'bench',
    // Here this means that nothing is fetched.
    refreshInterval: 0,
    disableMetrics: true,
    disableAutoStart: true,
    bootstrap: { bootstrapProvider: { readBootstrap: async () => JSON.parse(text) } },
    ...storage,
  });
  const ready = new Promise<void>((resolve) => unleash.once('ready', resolve));
  await unleash.start();
  await ready;
  return { isOn: unleash.isEnabled(FLAG, SOMEBODY), end: () => unleash.destroy() };
}

process.once('disconnect', () => process.exit());
process.on('message', async () => process.send?.(await run()));
process.send?.('ready');
