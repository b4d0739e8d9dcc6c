import type { EventName } from './event-map';

// A record, so that a name that is missing here does not compile.
const names: Readonly<Record<EventName, true>> = {
  ready: true,
  fetched: true,
  changed: true,
  unchanged: true,
  synchronized: true,
  feature_flag: true,
  variant: true,
  impression: true,
  registered: true,
  sent: true,
  mode: true,
  count: true,
  warn: true,
  error: true,
};

/** The names of all events. */
export const eventNames = Object.keys(names) as readonly EventName[];
