/** A version to compare with, as the semver library has parsed it. */
export interface VersionBound {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: readonly unknown[];
}

const POINT = 46;

/** So many digits are always a safe integer. */
const SAFE_DIGITS = 15;

/**
 * How a version of three plain numbers, such as `2.13.0`, orders against another: negative, 0 or positive. `undefined`
 * for every other text, valid or not: for those the semver library is asked, which takes twenty times as long.
 */
export function comparePlainVersion(text: string, bound: VersionBound): number | undefined {
  const { length } = text;
  let order = 0;
  let part = 0;
  let start = 0;
  let number = 0;
  for (let index = 0; index <= length; index++) {
    // The end ends a number as a point does. Reading behind it would give NaN, and cost as much as all the rest.
    const unit = index === length ? POINT : text.charCodeAt(index);
    if (unit >= 48 && unit <= 57) {
      number = number * 10 + unit - 48;
      continue;
    }
    const digits = index - start;
    const isNumber = digits === 1 || (digits > 1 && digits <= SAFE_DIGITS && text.charCodeAt(start) !== 48);
    if (!isNumber || unit !== POINT || part === 3) return undefined;
    if (order === 0) order = number - (part === 0 ? bound.major : part === 1 ? bound.minor : bound.patch);
    part += 1;
    start = index + 1;
    number = 0;
  }
  if (part !== 3) return undefined;
  // A release comes after its own prereleases.
  return order === 0 && bound.prerelease.length > 0 ? 1 : order;
}
