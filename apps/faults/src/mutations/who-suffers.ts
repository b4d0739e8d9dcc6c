import type { Path } from './json-mutants';
import { validPayload } from './valid-payload';

const { features, segments } = validPayload;

/**
 * The flags that a mutant of the valid payload may concern: the one that holds the node and its children; those of a
 * segment; all where the lists themselves, or the whole, are others.
 */
export function whoSuffers(path: Path): ReadonlySet<string> {
  const [list, index, key] = path;
  if (list === undefined || (list === 'features' && index === undefined))
    return new Set(features.map(({ name }) => name));
  if (list === 'segments') return usersOf(index === undefined ? undefined : segments[Number(index)]?.id);
  const flag = list === 'features' ? features[Number(index)] : undefined;
  if (flag === undefined) return new Set();
  const children = features.filter(({ dependencies }) =>
    dependencies?.some(({ feature }) => feature === flag.name),
  );
  // A flag that takes another's name takes its place.
  const namesakes = key === 'name' ? ['__proto__'] : [];
  return new Set([flag.name, ...children.map(({ name }) => name), ...namesakes]);
}

const usersOf = (id: number | undefined): ReadonlySet<string> =>
  new Set(
    features
      .filter(({ strategies }) =>
        strategies?.some((strategy) => strategy?.segments?.some((used) => id === undefined || used === id)),
      )
      .map(({ name }) => name),
  );
