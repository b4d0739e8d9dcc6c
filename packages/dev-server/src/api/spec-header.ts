const semver = /^(\d+)\.(\d+)\.\d+(?:-[\w.-]+)?(?:\+[\w.-]+)?$/;

/** Why `Unleash-Client-Spec` cannot be understood, in Unleash's words; `undefined` when it can, or is absent. */
export function specHeaderProblem(header: string | undefined): string | undefined {
  if (!header || semver.test(header)) return undefined;
  return `Invalid ${/^\d/.test(header) ? 'SemVer' : 'prefix'} in the Unleash-Client-Spec header: "${header}".`;
}

/** Whether the client resolves segments itself, as all do from specification 4.2.0 on. */
export function resolvesSegments(header: string | undefined): boolean {
  const [, major, minor] = semver.exec(header ?? '') ?? [];
  return Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 2);
}
