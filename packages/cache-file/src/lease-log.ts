import { link, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './file-error';
import { parseTempName, tempPathFor } from './temp-file';
import { parseTenure, type Tenure } from './tenure';
import { withOwnFile } from './with-own-file';

/** The newest lease of a file. */
export interface LogEntry {
  /** `0` while there is none. */
  readonly sequence: number;
  /** `undefined` for none, and for one that cannot be understood. */
  readonly tenure: Tenure | undefined;
}

/**
 * The leases of one file, each a small file with the next number, so that of two processes that want to add one only the
 * faster can. No lock is needed, which a process that was killed or stopped would leave behind.
 */
export interface LeaseLog {
  newest(): Promise<LogEntry>;
  /** Adds the lease after `sequence`; `false` when another one has that place, or should have it. */
  append(sequence: number, tenure: Tenure): Promise<boolean>;
}

const LENGTH = 16;
const DIGITS = /^\d{16}$/;
/** Renewals that come faster than this process can read are a sign of something else. */
const TRIES = 10;
const LONGEST_BYTES = 64 * 1024;

export function createLeaseLog(path: string): LeaseLog {
  const [folder, prefix] = [dirname(path), `${basename(path)}.lease-`];
  const pathOf = (sequence: number) => join(folder, `${prefix}${String(sequence).padStart(LENGTH, '0')}`);

  const list = async () => {
    const names = await readdir(folder).catch((error) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    });
    const digits = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
    return { names, sequences: digits.filter((text) => DIGITS.test(text)).map(Number) };
  };
  const newest = async (): Promise<LogEntry> => {
    for (let left = TRIES; ; left -= 1) {
      const { sequences } = await list();
      const sequence = Math.max(0, ...sequences);
      if (sequence === 0) return { sequence, tenure: undefined };
      const text = await readText(pathOf(sequence));
      if (text !== undefined || left === 1) return { sequence, tenure: parseTenure(text ?? '') };
      // It was the newest a moment ago, and is deleted since there is a newer one.
    }
  };
  const place = async (sequence: number, tenure: Tenure) => {
    const temp = await tempPathFor(path);
    try {
      await writeFile(temp, JSON.stringify(tenure), { flag: 'wx', mode: 0o600 });
      // A link, unlike a new file, appears with its content, and unlike a move it never replaces another.
      await link(temp, pathOf(sequence));
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(temp, { force: true });
    }
  };

  return {
    newest,
    async append(previous, tenure) {
      const own = previous + 1;
      if (!(await place(own, tenure))) return false;
      const { names, sequences } = await list();
      // The place was free since another process had been there and gone on: this one slept in between.
      if (sequences.some((sequence) => sequence > own)) return false;
      if (previous > 0 && !sequences.includes(previous)) {
        // All files were deleted meanwhile, and others may have begun with 1 again.
        await rm(pathOf(own), { force: true });
        return false;
      }
      const past = sequences.filter((sequence) => sequence < own).map(pathOf);
      const overtaken = names.filter((name) => isOvertaken(name, basename(path), tenure.token));
      const useless = [...past, ...overtaken.map((name) => join(folder, name))];
      for (const file of useless) await rm(file, { force: true });
      return true;
    },
  };
}

/**
 * Whether a file is what a holder before was about to put in its place when it was stopped. Without it that process can
 * never write over what is newer, wherever it goes on.
 */
function isOvertaken(name: string, file: string, token: number): boolean {
  const written = name.startsWith(`${file}.`) ? parseTempName(name)?.token : undefined;
  return written !== undefined && written < token;
}

/**
 * `undefined` when there is no such file; an empty text, which says nothing, for one that must not be used. Rejects when it
 * cannot be opened, which is no reason to take a lease from its holder.
 */
async function readText(path: string): Promise<string | undefined> {
  const found = await withOwnFile(path, LONGEST_BYTES, (handle) => handle.readFile('utf8'));
  return found === undefined || typeof found === 'string' ? found : '';
}
