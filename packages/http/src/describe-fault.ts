const LONGEST = 300;

interface Fault {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
}

const ownWords = (fault: Fault): string => {
  if (typeof fault.message === 'string' && fault.message !== '') return fault.message;
  if (typeof fault.code === 'string') return fault.code;
  return '';
};

/**
 * Says in at most 300 characters what went wrong, from the innermost cause: `connect ECONNREFUSED 127.0.0.1:4242`
 * rather than `fetch failed`. Takes any thrown value, also one whose own properties throw.
 */
export function describeFault(thrown: unknown): string {
  try {
    return describeInnermost(thrown);
  } catch {
    return 'a fault that cannot be read';
  }
}

function describeInnermost(thrown: unknown): string {
  let words = '';
  let fault: unknown = thrown;
  for (let depth = 0; depth < 5 && typeof fault === 'object' && fault !== null; depth += 1) {
    words = ownWords(fault) || words;
    // A name with several addresses fails with one error for each of them.
    fault =
      (fault as Fault).cause ??
      (Array.isArray((fault as Fault).errors) ? (fault as { errors: unknown[] }).errors[0] : undefined);
  }
  if (typeof fault === 'string') words = fault;
  return (words || 'unknown fault').slice(0, LONGEST);
}
