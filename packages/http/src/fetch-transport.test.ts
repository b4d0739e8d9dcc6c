import { expect, test } from 'vitest';
import { createTransport } from './fetch-transport';
import { testRedirects } from './redirect-suite.testing';
import { startServer } from './start-server.testing';
import { testStreamEnds } from './stream-end-suite.testing';
import { testStreams } from './stream-suite.testing';
import { testTransport } from './transport-suite.testing';

testTransport('fetch', () => createTransport({}));
testRedirects('fetch', () => createTransport({}));
testStreams('fetch', () => createTransport({}));
testStreamEnds('fetch', () => createTransport({}));

test('sends through the function that is given', async () => {
  const { origin } = await startServer((_, response) => response.end('hello'));
  const seen: unknown[] = [];
  const transport = createTransport({
    fetch: (input, init) => {
      seen.push(input);
      return fetch(input, init);
    },
  });
  const signal = new AbortController().signal;
  const answer = await transport({ method: 'GET', url: new URL(origin), headers: {}, signal });
  expect(answer.status).toBe(200);
  expect(seen).toEqual([`${origin}/`]);
});
