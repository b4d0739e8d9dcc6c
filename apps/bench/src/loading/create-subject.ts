import { SOMEBODY } from './large-payload';

/** A client that is measured. */
export interface Subject {
  /** Fetches flags for the first time. */
  start(): Promise<void>;
  /** Asks the server once; settles when what it answered is in use. */
  refresh(): Promise<void>;
  /** The answer to {@link SOMEBODY}. */
  isEnabled(name: string): boolean;
}

export const SUBJECTS = ['ours', 'ours by delta', 'official', 'official by delta'] as const;
export type SubjectName = (typeof SUBJECTS)[number];

/** Whether a client asks for changes only. */
export const isByDelta = (name: SubjectName): boolean => name.endsWith('by delta');

/** Loads a client's library. Both keep their flags where they do by default. */
export const createSubject = (name: SubjectName, url: string): Promise<Subject> =>
  name.startsWith('ours') ? createOurs(url, isByDelta(name)) : createOfficial(url, isByDelta(name));

const headers = { Authorization: 'default:development.bench' };
/** Nobody polls but when told to. */
const NEVER_MS = 2_000_000_000;

async function createOurs(url: string, isDelta: boolean): Promise<Subject> {
  const { UnleashClient } = await import('unleash-client');
  const mode = isDelta ? 'delta' : 'polling';
  const client = new UnleashClient({
    url,
    appName: 'bench',
    customHeaders: headers,
    mode,
    refreshInterval: 0,
  });
  return {
    async start() {
      const { source } = await client.initialize({ timeoutMs: 60_000 });
      if (source !== 'server') throw new Error(`flags came from ${source}`);
    },
    refresh: () => client.refresh(),
    isEnabled: (name) => client.isEnabled(name, SOMEBODY),
  };
}

async function createOfficial(url: string, isDelta: boolean): Promise<Subject> {
  const { Unleash } = await import('official-client');
  const unleash = new Unleash({
    url,
    appName: 'bench',
    customHeaders: headers,
    refreshInterval: NEVER_MS,
    disableMetrics: true,
    disableAutoStart: true,
    ...(isDelta && { experimentalMode: { type: 'polling', format: 'delta' } }),
  });
  const { repository } = unleash as unknown as { readonly repository: { fetch(): Promise<void> } };
  return {
    async start() {
      const ready = new Promise<void>((resolve) => unleash.once('ready', resolve));
      await unleash.start();
      await ready;
    },
    refresh: () => repository.fetch(),
    isEnabled: (name) => unleash.isEnabled(name, SOMEBODY),
  };
}
