/** Flags in the form of the server's `client/features` answer. What is malformed in it fails alone. */
export interface BootstrapData {
  readonly features: readonly object[];
  readonly segments?: readonly object[];
  readonly [key: string]: unknown;
}
