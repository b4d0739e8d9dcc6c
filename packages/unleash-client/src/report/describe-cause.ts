import { describeFault, redact } from '@unleash-client/http';

/**
 * Says why something of the application's own failed, in at most 300 characters; takes whatever was thrown. A cache's
 * error may quote the address it connects to: its password is masked.
 */
export const describeCause = (cause: unknown): string => redact(describeFault(cause), []);
