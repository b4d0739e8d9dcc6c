/** What reading a context value came to: its text, nothing there, or something that has no text. */
export type TextOrFault = string | undefined | { readonly fault: string };

/**
 * The text of a context value (rule 9): strings, finite numbers, booleans, bigints, dates as ISO 8601, and objects that
 * print themselves, such as a UUID object. May throw what such an object's `toString` throws.
 */
export function toText(value: unknown): TextOrFault {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) ? String(value) : undefined;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? undefined : objectToText(value);
    default:
      return { fault: `a ${typeof value}` };
  }
}

const isDate = (value: object): value is Date =>
  value instanceof Date || Object.prototype.toString.call(value) === '[object Date]';

function objectToText(value: object): TextOrFault {
  if (isDate(value)) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
  if (Array.isArray(value)) return { fault: 'a list' };
  const print = (value as { readonly toString?: unknown }).toString;
  if (typeof print !== 'function' || print === Object.prototype.toString) return { fault: 'an object' };
  const text: unknown = print.call(value);
  // Plain objects of another realm, such as a vm's, have another `Object.prototype`.
  return typeof text === 'string' && !text.startsWith('[object ') ? text : { fault: 'an object' };
}
