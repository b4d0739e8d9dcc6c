import type { StoredFlag } from '../store/contents';
import type { Path } from './path';

/** Where a node of the wire form was written: `strategies[0].constraints` of a flag in shorthand is its `constraints`. */
export function pathAsWritten(path: Path, findFlag: (key: string | number) => StoredFlag | undefined): Path {
  const [list, key, ...rest] = path;
  const flag = list === 'features' && key !== undefined ? findFlag(key) : undefined;
  if (flag === undefined) return path;
  const isSingle = flag.source.strategies == null && rest[0] === 'strategies';
  return [...flag.path, ...(isSingle ? rest.slice(2) : rest)];
}
