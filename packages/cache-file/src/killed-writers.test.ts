import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { FileCache } from './file-cache';
import { startProgram } from './testing/start-program.testing';
import { tempFolder } from './testing/temp-folder.testing';

const ROUNDS = 40;

/** Writes texts that tell who wrote them, which they are, and whether they are whole. Says which are stored. */
const writer = (directory: string, name: string) => `
  const cache = new FileCache({ directory: ${JSON.stringify(directory)} });
  for (let count = 1; ; count += 1) {
    const filler = 'x'.repeat(Math.random() * 600_000);
    await cache.set('key', JSON.stringify({ name: '${name}', count, filler, length: filler.length }));
    say(count);
  }`;

interface Written {
  readonly name: string;
  readonly count: number;
  readonly filler: string;
  readonly length: number;
}

test('nothing is lost or torn when writers are killed at any moment, neither for readers nor for good', async () => {
  const directory = tempFolder();
  const cache = new FileCache({ directory });
  let reads = 0;
  const read = async (): Promise<Written> => {
    const text = await cache.get('key');
    const written = JSON.parse(text ?? 'nothing is stored') as Written;
    expect(written.filler.length).toBe(written.length);
    reads += 1;
    return written;
  };
  const start = (name: string) => ({ name, program: startProgram(writer(directory, name)) });
  const stored = ({ program }: Writer) => program.said().length;
  type Writer = ReturnType<typeof start>;

  const writers = [start('first'), start('second')];
  await Promise.all(writers.map(({ program }) => program.hasSaid(1)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const victim = writers[round % 2] as Writer;
    // A random number of reads, so that the blow falls at a random moment.
    for (let left = Math.random() * 10; left > 0; left -= 1) {
      await read();
      await nextTurn();
    }
    victim.program.child.kill('SIGKILL');
    await read();
    await victim.program.ended;
    const { name, count } = await read();
    // What it was told to be stored is there, or what was written after it.
    if (name === victim.name) expect(count).toBeGreaterThanOrEqual(stored(victim));
    writers[round % 2] = start(`${victim.name.split(' ')[0]} ${round}`);
    await writers[round % 2]?.program.hasSaid(1);
  }
  for (const { program } of writers) program.child.kill('SIGKILL');
  await Promise.all(writers.map(({ program }) => program.ended));
  const last = await read();
  const lastWriter = writers.find(({ name }) => name === last.name) as Writer;
  expect(last.count).toBeGreaterThanOrEqual(stored(lastWriter));
  expect(reads).toBeGreaterThan(ROUNDS);

  // A new life of the application tidies up.
  await new FileCache({ directory }).set('key', 'last');
  expect(readdirSync(join(directory, 'flags'))).toEqual(['key.cache']);
}, 60_000);
