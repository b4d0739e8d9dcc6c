import { readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { loadCrypto } from './load-crypto';

/** Who made a temporary file, as its name tells. */
export interface TempFile {
  /** Tells hosts apart, and containers of one host, whose process ids mean nothing to each other. */
  readonly host: string;
  readonly pid: number;
  /** The token of the guarded write that the file belongs to. */
  readonly token: number | undefined;
}

const NAME = /\.cache\.([0-9a-f]{8})-(\d+)-[0-9a-f]{12}(?:-(\d+))?\.tmp$/;

/** A new name beside a file, for what becomes that file when it is complete. */
export async function tempPathFor(path: string, token?: number): Promise<string> {
  const random = loadCrypto().randomBytes(6).toString('hex');
  return `${path}.${await hostId()}-${process.pid}-${random}${token === undefined ? '' : `-${token}`}.tmp`;
}

/** What the name of a temporary file tells; `undefined` for names of other files. */
export function parseTempName(name: string): TempFile | undefined {
  const [, host, pid, token] = NAME.exec(name) ?? [];
  if (host === undefined) return undefined;
  return { host, pid: Number(pid), token: token === undefined ? undefined : Number(token) };
}

let host: Promise<string> | undefined;

/** Eight letters for this host and, on Linux, this process's world of process ids. */
export function hostId(): Promise<string> {
  host ??= readlink('/proc/self/ns/pid')
    .catch(() => '')
    .then((world) =>
      loadCrypto().createHash('sha256').update(`${hostname()} ${world}`).digest('hex').slice(0, 8),
    );
  return host;
}
