import { setTimeout } from 'node:timers/promises';

/** Looks in a row that must find nothing: between two steps of a write there is a moment without any request. */
const LOOKS = 5;
const PAUSE_MS = 5;

/** Settles when this process has no file open any more that it writes or reads. Looking costs next to nothing. */
export async function atRest(): Promise<void> {
  for (let quiet = 0; quiet < LOOKS; ) {
    await setTimeout(PAUSE_MS);
    quiet = process.getActiveResourcesInfo().some(isOfFiles) ? 0 : quiet + 1;
  }
}

const isOfFiles = (resource: string): boolean => resource.startsWith('FSReq') || resource === 'FileHandle';
