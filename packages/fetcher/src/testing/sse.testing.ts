/** A server-sent event as it travels. */
export const sse = (event: string, data: string, id?: string): string =>
  `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;

export const connected = (data: string, id?: string): string => sse('unleash-connected', data, id);
export const updated = (data: string, id?: string): string => sse('unleash-updated', data, id);
