/** What an HTTP status means to a client of Unleash. */
export type StatusClass = 'ok' | 'unchanged' | 'unauthorized' | 'retry' | 'unexpected';

/** Sorts an HTTP status; the one place that does, and any status has an answer: unknown ones are `unexpected`. */
export function classifyStatus(status: number): StatusClass {
  if (status >= 200 && status < 300) return 'ok';
  if (status >= 500 && status < 600) return 'retry';
  switch (status) {
    case 304:
      return 'unchanged';
    case 401:
    case 403:
      return 'unauthorized';
    case 404:
    case 408:
    case 429:
      return 'retry';
    default:
      return 'unexpected';
  }
}
