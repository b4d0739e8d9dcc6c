import compare from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';
import type { ConstraintDefinition } from '../definitions';
import { comparePlainVersion } from './compare-plain-version';

type Version = NonNullable<ReturnType<typeof parse>>;

/** A strict semantic version; the library alone would also take `v1.2.3`, `=1.2.3` and blanks around (rule 17). */
export const parseVersion = (text: string): Version | undefined =>
  /^\d.*\S$/.test(text) ? (parse(text) ?? undefined) : undefined;

const outcomes: Readonly<Record<string, (order: number) => boolean>> = {
  SEMVER_EQ: (order) => order === 0,
  SEMVER_GT: (order) => order > 0,
  SEMVER_GTE: (order) => order >= 0,
  SEMVER_LT: (order) => order < 0,
  SEMVER_LTE: (order) => order <= 0,
};

/** `SEMVER_*`, build metadata ignored; `undefined` when the bound is no version. */
export function compileSemver({
  operator,
  value,
}: ConstraintDefinition): ((text: string) => boolean) | undefined {
  const bound = parseVersion(value ?? '');
  const decide = outcomes[operator];
  if (bound === undefined || decide === undefined) return undefined;
  return (text) => {
    const plain = comparePlainVersion(text, bound);
    if (plain !== undefined) return decide(plain);
    const version = parseVersion(text);
    return version !== undefined && decide(compare(version, bound));
  };
}
