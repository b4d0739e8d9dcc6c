import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOOTSTRAP_KEY, type Cache } from '@unleash-client/cache';
import { FileCache } from '@unleash-client/cache-file';
import { inBatches } from './in-batches';
import { inTempFolder } from './in-temp-folder';
import { tryCache } from './mutate-cache';
import type { MutationRun } from './mutation-run';
import { recordStored } from './record-stored';
import type { Counter } from './tally';

const KEY = 'unleash-flags';

interface FileMutant {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Starts clients, without a server, on damaged cache files: not one flag of them must be in use. */
export const mutateFiles = (run: MutationRun, counter: Counter): Promise<void> =>
  inTempFolder(async (folder) => {
    const { valid, stored } = await recordStored(run, ['polling'], counter.anywhere);
    const { name, bytes } = await writeSound(join(folder, 'sound'), stored[0] ?? '');
    let count = 0;
    await inBatches([...mutantsOf(bytes)].filter(run.isDue), 4, async (mutant) => {
      count += 1;
      const directory = join(folder, String(count));
      await mkdir(join(directory, 'flags'), { recursive: true, mode: 0o700 });
      await writeFile(join(directory, 'flags', name), mutant.bytes, { mode: 0o600 });
      const file = new FileCache({ directory });
      const cache: Cache = {
        get: (key) => (key === BOOTSTRAP_KEY ? null : file.get(KEY)),
        set: () => undefined,
      };
      await tryCache(run, { cache }, valid, counter.begin(mutant.name));
      await rm(directory, { recursive: true });
    });
  });

/** The file of a text: its name and all its bytes. */
async function writeSound(directory: string, text: string) {
  await new FileCache({ directory }).set(KEY, text);
  const [name = ''] = await readdir(join(directory, 'flags'));
  return { name, bytes: await readFile(join(directory, 'flags', name)) };
}

/** A flipped bit here and there, and everywhere in the last line; the file cut off, grown, and other files. */
function* mutantsOf(bytes: Uint8Array): Generator<FileMutant> {
  yield { name: 'sound', bytes };
  const last = bytes.length - 200;
  const step = Math.ceil(last / 400);
  for (let at = 0; at < bytes.length; at += at < last ? step : 1) {
    const flipped = Uint8Array.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
    yield { name: `bit flipped at ${at}`, bytes: flipped };
    yield { name: `cut at ${at}`, bytes: bytes.subarray(0, at) };
    const zeroed = Uint8Array.from(bytes).fill(0, at, at + 64);
    yield { name: `zeros at ${at}`, bytes: zeroed };
  }
  yield { name: 'one byte more', bytes: Buffer.concat([bytes, Buffer.from('\n')]) };
  yield { name: 'twice', bytes: Buffer.concat([bytes, bytes]) };
  yield { name: 'a megabyte of zeros', bytes: new Uint8Array(1_000_000) };
}
