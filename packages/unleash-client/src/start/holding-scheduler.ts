import { createScheduler } from '@unleash-client/http';

/**
 * Timers that keep the process alive, for the few promises that somebody surely awaits: a process that ended before
 * `initialize` or `destroy` has settled would leave its caller without an answer.
 */
export const holdingScheduler = createScheduler({ holdsProcess: true });
