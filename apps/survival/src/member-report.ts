/** What a member of the fleet tells its parent; all times are `performance.timeOrigin` based milliseconds. */
export type MemberReport =
  | { readonly kind: 'ready'; readonly source: string }
  /** It holds the lease from one moment to the other. */
  | { readonly kind: 'lease'; readonly token: number; readonly from: number; readonly until: number }
  | { readonly kind: 'stored' | 'refused'; readonly token: number; readonly at: number }
  /** The server sent it new flags. */
  | { readonly kind: 'fetched'; readonly version: string; readonly at: number }
  /** New flags are in use. */
  | { readonly kind: 'changed'; readonly version: string; readonly at: number };
