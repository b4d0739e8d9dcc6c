/** A server-sent event. `data` must be one line, which JSON always is. */
export const formatEvent = (name: string, data: string, id?: number): string =>
  `event: ${name}\n${id === undefined ? '' : `id: ${id}\n`}data: ${data}\n\n`;
