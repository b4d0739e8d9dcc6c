import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The paths of all that is below a folder, relative to it; the first Node.js 20 cannot list what is deeper by itself. */
export const listFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? [entry.name, ...listFiles(join(folder, entry.name)).map((name) => join(entry.name, name))]
      : [entry.name],
  );
