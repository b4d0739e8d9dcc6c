import { afterEach, expect, test } from 'vitest';
import { createNodeRoutes } from './create-node-routes';

const { signal } = new AbortController();
const routes = createNodeRoutes({ agent: undefined });
afterEach(() => routes.close());

test.each([
  ['https://unleash.example.com/api/client/features', 'unleash.example.com', '', '/api/client/features'],
  ['http://localhost:4242/api?project=a&project=b', 'localhost', '4242', '/api?project=a&project=b'],
  ['http://[::1]:4242/', '::1', '4242', '/'],
  ['http://bücher.example/größe', 'xn--bcher-kva.example', '', '/gr%C3%B6%C3%9Fe'],
])('%s is found where it is', (url, hostname, port, path) => {
  const { options } = routes.find({ method: 'GET', url: new URL(url), headers: {}, signal });
  expect(options).toMatchObject({ protocol: new URL(url).protocol, hostname, port, path });
});
