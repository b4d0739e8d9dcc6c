/** Whom a process runs as; empty means: as whoever runs the tests. */
export interface ProcessUser {
  readonly uid?: number;
  readonly gid?: number;
}

// The same ids on Debian, Fedora, Alpine and Arch; macOS, where nobody tests as root, has others.
const nobody: ProcessUser = { uid: 65_534, gid: 65_534 };

/** PostgreSQL refuses to run as root, so root hands it to `nobody`; anybody else runs it as themselves. */
export const databaseUser = (): ProcessUser => (process.getuid?.() === 0 ? nobody : {});
