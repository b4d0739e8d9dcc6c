/** A token that clients may use. */
export interface ApiToken {
  /** The whole token, as it travels. */
  readonly text: string;
  /** The one project whose flags it shows; `undefined` for all. */
  readonly project: string | undefined;
  /** The environment that answers name; `undefined` for `*`. */
  readonly environment: string | undefined;
}

/** Reads `project:environment.secret`; `undefined` when it is nothing of that kind. */
export function parseToken(text: string): ApiToken | undefined {
  const [, project, environment] = /^([^\s:]+):([^\s.]+)\.[!-~]+$/.exec(text) ?? [];
  if (project === undefined || environment === undefined) return undefined;
  return {
    text,
    // `[]` stands for several projects, which only the server that made the token knows.
    project: project === '*' || project === '[]' ? undefined : project,
    environment: environment === '*' ? undefined : environment,
  };
}
