import type { ServerResponse } from 'node:http';

/** Writes for as long as somebody reads. */
export const writeForEver = (response: ServerResponse, chunk: Buffer): void => {
  const pump = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', pump);
  response.on('error', () => undefined);
  pump();
};
