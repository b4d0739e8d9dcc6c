import { describeFault } from './describe-fault';
import { redact } from './redact';

/**
 * Says why something of an application's own failed, in at most 300 characters; takes whatever was thrown. It may quote
 * the address it connects to: passwords and tokens are masked.
 */
export const describeFailure = (thrown: unknown): string => redact(describeFault(thrown), []);
