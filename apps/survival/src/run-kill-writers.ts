import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileCache } from '@unleash-client/cache-file';
import { readStamp } from './stamped-text';
import { startWriter, type Writer } from './start-writer';
import { createTempFolder } from './temp-folder';

export interface KillWritersResult {
  readonly rounds: number;
  /** Rounds after which the file was gone, or held an older text than its writer had said is stored. */
  readonly lost: number;
  /** Reads, during and after the rounds, that brought part of a text or a mixture. */
  readonly torn: number;
  readonly reads: number;
  readonly writes: number;
  /** Files in the folder at the end, but for the one that is read. */
  readonly leftovers: readonly string[];
}

const KEY = 'flags';

/** Two processes write one cache file, and in each round one of them is killed at a random moment of its writing. */
export async function runKillWriters(
  rounds: number,
  onRound: (round: number) => void = () => undefined,
): Promise<KillWritersResult> {
  using folder = createTempFolder();
  const reader = new FileCache({ directory: folder.path });
  const writers: Writer[] = [];
  let [lost, torn, reads, writes, started] = [0, 0, 0, 0, 0];

  const start = async () => {
    started += 1;
    const writer = startWriter(`w${started}`, folder.path, KEY);
    await writer.ready;
    writers.push(writer);
  };
  const read = async () => {
    reads += 1;
    try {
      const text = await reader.get(KEY);
      if (text === undefined) return undefined;
      const stamp = readStamp(text);
      if (stamp === undefined) torn += 1;
      return stamp;
    } catch {
      torn += 1;
      return undefined;
    }
  };
  const readFor = async (ms: number) => {
    const end = Date.now() + ms;
    while (Date.now() < end) await read();
  };

  await start();
  for (let round = 1; round <= rounds; round += 1) {
    await start();
    await readFor(randomInt(5));
    await sleep(randomInt(10));
    const [victim] = writers.splice(randomInt(2), 1);
    await victim?.kill();
    // Taken before the read: the survivor goes on writing.
    const atLeast = new Map(
      [...writers, ...(victim ? [victim] : [])].map(({ name, stored }) => [name, stored]),
    );
    const stamp = await read();
    const least = stamp && atLeast.get(stamp.writer);
    // A text of somebody who died in an earlier round has been overwritten long ago.
    if (stamp === undefined || least === undefined || stamp.number < least) lost += 1;
    writes += victim?.stored ?? 0;
    onRound(round);
  }
  for (const writer of writers) {
    await writer.kill();
    writes += writer.stored;
  }
  // One write more cleans up after the dead.
  await new FileCache({ directory: folder.path }).set('last', 'text');
  const names = readdirSync(folder.path, { recursive: true, encoding: 'utf8' });
  const leftovers = names.filter((name) => /tmp|rejected|lease/.test(name));
  return { rounds, lost, torn, reads, writes, leftovers };
}
