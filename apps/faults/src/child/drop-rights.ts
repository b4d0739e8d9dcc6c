const NOBODY = 65_534;

/** Makes this process that of a user to whom the modes of files mean something, where it is root's. */
export function dropRights(): void {
  if (process.geteuid?.() !== 0) return;
  process.setgid?.(NOBODY);
  process.setuid?.(NOBODY);
}
