import { readFileSync } from 'node:fs';
import { cacheFiles } from '../../child/cache-files';
import { atLeast, exactly, type Finding } from '../../judge/findings';
import type { Scenario } from '../../scenario';
import { answer } from '../../stage/answer';

/** Runs the process with this folder on a disk of 256 kB, where mounting one is allowed in any way. */
const onSmallDisk = (folder: string): string => `
  mount='mount -t tmpfs -o size=256k,mode=0700 tmpfs "$0" && exec "$@"'
  for way in 'unshare -m' 'unshare -rm'; do
    $way sh -c 'mount -t tmpfs -o size=256k,mode=0700 tmpfs "$0"' '${folder}' 2>/dev/null &&
      exec $way sh -c "$mount" '${folder}' "$@"
  done
  ulimit -f 512 && exec "$@"`;
/** Writes fail beyond 256 kB of each file; needs no rights. */
const withSmallFiles = 'ulimit -f 512 && exec "$@"';

const names = (count: number, version: string) => [
  version,
  ...Array.from({ length: count }, (_, n) => `flag-${n}`),
];

const filled = (shell: (folder: string) => string): Scenario => ({
  title: 'a disk that is full',
  row: 'cache files that are damaged',
  criterion: 'errors, the last good file stays, flags in memory go on, and what fits is stored again',
  async arrange({ serve, folder, cue }) {
    const server = await serve({ features: answer.flags(...names(10, 'small-1')) });
    cue('large', () => server.play({ features: answer.flags(...names(5000, 'large')) }));
    cue('small', () => server.play({ features: answer.flags(...names(10, 'small-2')) }));
    return {
      options: { url: server.url, refreshInterval: 0 },
      shell: shell(`${folder}/cache`),
      props: { folder: `${folder}/cache` },
    };
  },
  async act({ start, cue, until, note, errors, props }) {
    const stored = () => cacheFiles().map((file) => readFileSync(file, 'utf8'));
    const holdsFlag = (name: string) =>
      until(() => stored().some((text) => text.includes(`"${name}"`)), 8000);
    const client = await start();
    const first = await holdsFlag('small-1');
    await cue('large');
    await client.refresh();
    await until(() => errors.length > 0);
    const meanwhile = stored().some((text) => text.includes('"small-1"'));
    note(
      exactly('large flags in use', client.isEnabled('flag-4999'), true),
      exactly('last good file stays', meanwhile, true),
    );
    await cue('small');
    await client.refresh();
    note(exactly('stored again', [first, await holdsFlag('small-2')].every(Number.isFinite), true));
    note(atLeast('errors', errors.length, 1), wayOf(props.folder ?? ''));
  },
});

/** Which kind of disk it was, since that depends on the rights of whoever runs this. */
function wayOf(folder: string): Finding {
  const isMounted = readFileSync('/proc/self/mounts', 'utf8').includes(`${folder} tmpfs`);
  return { what: 'by', figure: isMounted ? 'a tmpfs of 256 kB' : 'a limit of 256 kB a file', isFine: true };
}

/** Disks of others that log too much. */
export const fullDisk = { disk: filled(onSmallDisk), 'limit-for-files': filled(() => withSmallFiles) };
