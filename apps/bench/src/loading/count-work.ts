import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a client does with texts and files, as far as it can be seen from outside. */
export interface WorkCounter {
  /** Begins anew; hands out what was counted. */
  take(): Work;
}

export interface Work {
  /** Characters that `JSON.parse` was given. */
  readonly parsedCharacters: number;
  /** Calls of `JSON.parse` with so many characters that they hold more than one flag. */
  readonly largeParses: number;
  /** Files that are new or were written. */
  readonly writes: number;
}

const LARGE = 10_000;

/** Counts, from now on, what is parsed in this process, and written below a folder. */
export function countWork(folder: string): WorkCounter {
  const parse = JSON.parse;
  let parsedCharacters = 0;
  let largeParses = 0;
  let files = look(folder);
  JSON.parse = (text, reviver) => {
    parsedCharacters += String(text).length;
    if (String(text).length > LARGE) largeParses += 1;
    return parse(text, reviver);
  };
  return {
    take() {
      const now = look(folder);
      const work = {
        parsedCharacters,
        largeParses,
        writes: [...now].filter((file) => !files.has(file)).length,
      };
      files = now;
      parsedCharacters = 0;
      largeParses = 0;
      return work;
    },
  };
}

/** Each file with what changes when it is written or replaced. */
const look = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.path, entry.name);
        const { ino, mtimeNs } = statSync(path, { bigint: true });
        return `${path} ${ino} ${mtimeNs}`;
      }),
  );
