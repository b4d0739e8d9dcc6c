const LONGEST = 300;

/**
 * Says in at most 300 characters what a client threw. Passwords in it are masked, and what a server quotes of a command
 * that it does not know is left out: that may be a password or flags.
 */
export function describeFault(thrown: unknown, secrets: readonly string[]): string {
  let words = messageOf(thrown).replace(/,? ?with args beginning with.*/s, '');
  words = words.replace(/(\/\/)[^/?#\s]*@/g, '$1***@');
  for (const secret of secrets) words = words.replaceAll(secret, '***');
  return words.slice(0, LONGEST);
}

function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'unknown fault';
  // A name with several addresses fails with one error for each of them, and no message of its own.
  const inner = thrown instanceof AggregateError ? messageOf(thrown.errors[0]) : '';
  return thrown.message || inner || thrown.name;
}
