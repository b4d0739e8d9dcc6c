import type { CustomHeaders } from '@unleash-client/http';
import { tokenOf } from '../instances';

/** Knows the environment of the token in use. */
export interface TokenEnvironment {
  /** What to send requests with; the same headers, looked at on their way. */
  readonly headers: CustomHeaders;
  /** The environment of the token that was last used; `undefined` before the first, and for tokens of another shape. */
  current(): string | undefined;
}

/** Watches the `Authorization` header, which a function may make anew for each request. */
export function watchTokenEnvironment(headers: CustomHeaders): TokenEnvironment {
  if (typeof headers !== 'function') {
    const environment = environmentOf(headers);
    return { headers, current: () => environment };
  }
  let environment: string | undefined;
  const watched = async () => {
    const resolved = await headers();
    environment = environmentOf(resolved);
    return resolved;
  };
  return { headers: watched, current: () => environment };
}

/** A token is `project:environment.secret`. */
function environmentOf(headers: Readonly<Record<string, string>>): string | undefined {
  // What a function returned is validated where it is sent.
  if (typeof headers !== 'object' || headers === null) return undefined;
  const token = tokenOf(headers);
  return typeof token === 'string' ? /^\s*[^:]+:([^.]+)\./.exec(token)?.[1] : undefined;
}
