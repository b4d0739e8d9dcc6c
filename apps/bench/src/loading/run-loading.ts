import { installClients } from './install-clients';
import { installRows } from './install-rows';
import { FLAG_COUNT } from './large-payload';
import type { LoadingRow } from './loading-row';
import { measureCounting } from './measure-counting';
import { measureFirstEvaluation } from './measure-first-evaluation';
import { measureHeap } from './measure-heap';
import { measureIdle } from './measure-idle';
import { measureImport } from './measure-import';
import { measureRefresh } from './measure-refresh';
import { refreshRows } from './refresh-rows';
import { withTempFolder } from './with-temp-folder';

export interface LoadingOptions {
  /** Fewer rounds: under a minute instead of some. */
  readonly quick: boolean;
}

/**
 * Measures what loading and refreshing 10,000 flags takes, next to the official client, and resolves with the rows of the
 * table. Needs `pnpm` on the PATH and npm's registry, or npm's cache, for what it installs.
 */
export async function runLoading({ quick }: LoadingOptions): Promise<LoadingRow[]> {
  const rounds = quick ? 5 : 11;
  return [
    ...(await measureFirstEvaluation(FLAG_COUNT, rounds)),
    ...(await measureHeap(FLAG_COUNT, quick ? 1 : 3)),
    ...refreshRows(await measureRefresh(FLAG_COUNT, rounds)),
    ...(await measureCounting(FLAG_COUNT, rounds)),
    ...(await withTempFolder((folder) => measureInstalled(folder, quick))),
  ];
}

async function measureInstalled(folder: string, quick: boolean): Promise<LoadingRow[]> {
  const installed = await installClients(folder);
  return [
    ...installRows(installed),
    ...(await measureImport(installed, quick ? 7 : 15)),
    await measureIdle(installed, quick ? 3 : 5),
  ];
}
