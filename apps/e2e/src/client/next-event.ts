import type { EventMap, EventName, UnleashClient } from 'unleash-client';

/** The next event of that name; rejects when none comes within `timeoutMs`. */
export const nextEvent = <Name extends EventName>(client: UnleashClient, name: Name, timeoutMs: number) =>
  new Promise<EventMap[Name]>((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`no ${name} event within ${timeoutMs} ms`)),
      timeoutMs,
    );
    client.once(name, (event) => {
      clearTimeout(deadline);
      resolve(event);
    });
  });
