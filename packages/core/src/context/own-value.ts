/** An object's own property, `undefined` for anything inherited: a field called `constructor` is just missing (rule 8). */
export const ownValue = (object: unknown, key: string): unknown =>
  typeof object === 'object' && object !== null && Object.hasOwn(object, key)
    ? (object as Readonly<Record<string, unknown>>)[key]
    : undefined;
