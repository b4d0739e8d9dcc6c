import { describeFault } from './describe-fault';
import { redact } from './redact';

const LONGEST = 300;

/**
 * Says why something of an application's own failed, in its own words and those of the innermost cause, each at most 300
 * characters; takes whatever was thrown. It may quote the address it connects to: passwords and tokens are masked.
 */
export function describeFailure(thrown: unknown): string {
  const innermost = describeFault(thrown);
  const outermost = ownMessage(thrown);
  const words = outermost === '' || outermost.includes(innermost) ? outermost : `${outermost}: ${innermost}`;
  return redact(words || innermost, []);
}

function ownMessage(thrown: unknown): string {
  try {
    const message: unknown = (thrown as { readonly message?: unknown } | null | undefined)?.message;
    return typeof message === 'string' ? message.slice(0, LONGEST) : '';
  } catch {
    return '';
  }
}
