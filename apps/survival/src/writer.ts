import { randomInt } from 'node:crypto';
import { writeSync } from 'node:fs';
import { FileCache } from '@unleash-client/cache-file';
import { stampText } from './stamped-text';

/** Writes one text after another under one key until it is killed, and says of each when it is stored. */
const [directory = '', key = '', writer = ''] = process.argv.slice(2);
const cache = new FileCache({ directory });
const longest = 200_000;

for (let number = 1; ; number += 1) {
  await cache.set(key, stampText({ writer, number }, randomInt(longest)));
  // At once and in this process: what was said before the kill is heard after it.
  writeSync(1, `${number}\n`);
}
