import type { EventMap, EventName } from '@unleash-client/events';
import type { UnleashClient } from '../unleash-client';

/** The next event of that name. */
export const nextEvent = <Name extends EventName>(
  client: UnleashClient,
  name: Name,
): Promise<EventMap[Name]> =>
  new Promise((resolve) => {
    client.once(name, resolve);
  });
