/**
 * Runs a program with `folder` on a disk of 256 kB, where mounting one is allowed; else with a limit of that size for each
 * file, at which writes fail likewise.
 */
export const onSmallDisk = (folder: string): string => `
  mount='mount -t tmpfs -o size=256k,mode=0700 tmpfs "$0" && exec "$@"'
  for way in 'unshare -m' 'unshare -rm'; do
    $way sh -c 'mount -t tmpfs -o size=256k,mode=0700 tmpfs "$0"' '${folder}' 2>/dev/null &&
      exec $way sh -c "$mount" '${folder}' "$@"
  done
  ulimit -f 512 && exec "$@"`;
