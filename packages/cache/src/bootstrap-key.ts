/**
 * The key under which flags are stored that somebody put into a cache by hand, with `seed` or `bootstrapFrom…`. The client
 * reads it when it starts, and ranks what it finds as bootstrapped flags.
 */
export const BOOTSTRAP_KEY = 'bootstrap';
