import { chownSync } from 'node:fs';
import { vi } from 'vitest';

const NOBODY = 65_534;
const user = process.geteuid?.() ?? 0;
const isRoot = user === 0;

/** Begins a program that must not have root's rights, to which modes mean nothing. */
export const dropRights = `if (process.geteuid() === 0) { process.setgid(${NOBODY}); process.setuid(${NOBODY}); }`;

/** Gives a file or a folder to the user whom `dropRights` leaves. */
export const giveToUnprivileged = (path: string): void => {
  if (isRoot) chownSync(path, NOBODY, NOBODY);
};

/** Makes a file or a folder another user's: really where that is allowed, else by taking this process for somebody else's. */
export function makeForeign(path: string): void {
  if (isRoot) chownSync(path, NOBODY, NOBODY);
  else vi.spyOn(process, 'geteuid').mockReturnValue(user + 1);
}
