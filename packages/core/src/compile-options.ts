import type { FlagSet } from './flag-set';
import type { Issue } from './issue';
import type { Strategy } from './strategy';

/**
 * Turns a pattern into a matcher, `undefined` for an invalid one. Must take linear time, like RE2, since patterns and
 * texts are other people's. `re2` from `@unleash-client/core/re2` is one.
 */
export type RegexEngine = (
  pattern: string,
  flags: { readonly caseInsensitive: boolean },
) => ((text: string) => boolean) | undefined;

/** The world a flag set is evaluated in. Core reads no clock, no dice and no host name of its own. */
export interface CompileOptions<Tag = undefined> {
  /** The current time in milliseconds since 1970, such as `Date.now`. */
  readonly now: () => number;
  /** A uniformly random number in [0, 1), such as `Math.random`. */
  readonly random: () => number;
  /** The context's `appName` where it sets none (rule 10). */
  readonly appName?: string | undefined;
  /** The context's `environment` where it sets none (rule 10). */
  readonly environment?: string | undefined;
  /** What `applicationHostname` compares with; without it that strategy never passes (rule 31). */
  readonly hostname?: string | undefined;
  /** Custom strategies by name. Replacing a built-in one throws a `TypeError` (rule 22). */
  readonly strategies?: Readonly<Record<string, Strategy>> | undefined;
  /** The engine for `REGEX`; without one those constraints never pass and are reported. */
  readonly regex?: RegexEngine | undefined;
  /** The longest `REGEX` pattern, in characters. A constraint with a longer one never passes and is reported. Default 10000. */
  readonly patternLength?: number | undefined;
  /** Called once a flag, on its first use; what it returns hangs on the compiled flag as `tag`. */
  readonly tag?: ((name: string) => Tag) | undefined;
  /** The same for a name that is no flag, when it is first asked for; more than once where there are very many. */
  readonly absentTag?: ((name: string) => Tag | undefined) | undefined;
  /**
   * Told of what cannot be used: of definitions when they are compiled, of context values and failing custom
   * strategies on every call. Must not throw.
   */
  readonly onIssue?: ((issue: Issue) => void) | undefined;
  /** The flag set this one replaces: flags whose definition and segments are the same objects are not compiled again. */
  readonly previous?: FlagSet<Tag> | undefined;
}
