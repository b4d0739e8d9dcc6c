/** Flags in the form of the server's `client/features` answer. What is malformed in it fails alone. */
export interface BootstrapData {
  readonly features: readonly object[];
  readonly segments?: readonly object[] | null | undefined;
  /** What else a server sends, which nobody needs to evaluate flags. */
  readonly version?: unknown;
  readonly query?: unknown;
  readonly meta?: unknown;
}
