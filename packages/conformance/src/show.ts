const LONGEST = 60;

/** A value as a failure message shows it: texts in quotes and shortened, with their length. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return showText(value);
    case 'object':
      return showObject(value);
    case 'function':
      return 'a function';
    default:
      return String(value);
  }
}

function showText(text: string): string {
  if (text.length <= LONGEST) return JSON.stringify(text);
  return `${JSON.stringify(text.slice(0, LONGEST))}… (${text.length} characters)`;
}

function showObject(value: object | null): string {
  try {
    if (typeof (value as { then?: unknown } | null)?.then === 'function') return 'a promise';
    const text = JSON.stringify(value) ?? 'an object';
    return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
  } catch {
    return 'an object';
  }
}
