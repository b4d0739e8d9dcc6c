/** A tag of a flag, as `type:value` in the Unleash console: `{ name: 'simple', value: 'backend' }`. */
export interface Tag {
  /** The tag's type. */
  readonly name: string;
  readonly value: string;
}
