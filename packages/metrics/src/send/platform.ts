/** The runtime we run on, in the protocol's words. */
export interface Platform {
  readonly name: 'node' | 'bun' | 'deno' | 'workerd' | 'unknown';
  /** As the runtime prints it; empty where it tells none. */
  readonly version: string;
}

interface Runtimes {
  readonly process?: {
    readonly version?: string;
    readonly versions?: Readonly<Record<string, string | undefined>>;
  };
  readonly Deno?: { readonly version?: { readonly deno?: string } };
  readonly navigator?: { readonly userAgent?: string };
}

/** Asks the global object which runtime this is: those that imitate Node.js are looked for first. */
export function detectPlatform(host: object = globalThis): Platform {
  const { process, Deno, navigator } = host as Runtimes;
  if (process?.versions?.bun !== undefined) return { name: 'bun', version: process.versions.bun };
  if (Deno?.version?.deno !== undefined) return { name: 'deno', version: Deno.version.deno };
  if (navigator?.userAgent === 'Cloudflare-Workers') return { name: 'workerd', version: '' };
  if (process?.versions?.node !== undefined) return { name: 'node', version: process.version ?? '' };
  return { name: 'unknown', version: '' };
}
