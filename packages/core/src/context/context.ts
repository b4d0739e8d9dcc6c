/** What a context field may hold. `null`, `undefined` and `NaN` count as missing; a `Date` reads as ISO 8601. */
export type ContextValue = string | number | boolean | bigint | Date | null | undefined;

/**
 * Who asks for a flag, and from where. Standard fields are read at the top level, then in `properties`; any other
 * field in `properties`, then at the top level. Only own properties count, and names are case-sensitive (rule 8).
 */
export interface Context {
  readonly userId?: ContextValue;
  readonly sessionId?: ContextValue;
  /** An IPv4 or IPv6 address, without port or zone. */
  readonly remoteAddress?: ContextValue;
  /** Defaults to the environment the flag set was compiled for (rule 10). */
  readonly environment?: ContextValue;
  /** Defaults to the application name the flag set was compiled for (rule 10). */
  readonly appName?: ContextValue;
  /** A `Date` or an RFC 3339 text such as `2026-11-23T08:00:00Z`. Defaults to now (rule 10). */
  readonly currentTime?: Date | string | null | undefined;
  /** Everything else that constraints and stickiness may ask for. */
  readonly properties?: Readonly<Record<string, ContextValue>> | null | undefined;
  readonly [field: string]: unknown;
}
