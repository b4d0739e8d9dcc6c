import { describe, expect, test } from 'vitest';
import { startServer } from './start-server.testing';
import { GET_FEATURES, POST_METRICS, rejection, SECRET, testClient } from './test-client.testing';
import type { Transport } from './transport';
import { writeForEver } from './write-for-ever.testing';

/** That every transport leaves redirects to the client, with real sockets. */
export function testRedirects(name: string, createTransport: () => Transport): void {
  const clientOf = (origin: string) => testClient({ url: `${origin}/api`, transport: createTransport() });

  describe(`the ${name} transport lets the client decide about redirects`, () => {
    test('within the origin, which are followed with all headers', async () => {
      const { origin, requests } = await startServer((request, response) => {
        if (request.url === '/new/client/features') response.end('here');
        else response.writeHead(301, { location: '/new/client/features' }).end('gone');
      });
      const answer = await clientOf(origin).request(GET_FEATURES);
      expect(answer).toMatchObject({ status: 200, text: 'here', url: `${origin}/new/client/features` });
      expect(requests.map((request) => request.headers.authorization)).toEqual([SECRET, SECRET]);
    });

    test('to another origin, which gets no request at all', async () => {
      const other = await startServer((_, response) => response.end('mine'));
      const { origin } = await startServer((_, response) => {
        response.writeHead(302, { location: `${other.origin}/api/client/features` }).end();
      });
      const error = await rejection(clientOf(origin).request(GET_FEATURES));
      expect(error).toMatchObject({ code: 'REDIRECT', status: 302 });
      expect(error.message).toContain(other.origin);
      expect(other.requests).toHaveLength(0);
    });

    test('that go round in circles, five of which are followed', async () => {
      const { origin, requests } = await startServer((request, response) => {
        response.writeHead(302, { location: request.url }).end();
      });
      expect((await rejection(clientOf(origin).request(GET_FEATURES))).code).toBe('REDIRECT');
      expect(requests).toHaveLength(6);
    });

    test('with a body that never ends', async () => {
      const { origin } = await startServer((request, response) => {
        if (request.url === '/there') return void response.end('here');
        response.writeHead(302, { location: '/there' });
        writeForEver(response, Buffer.alloc(64 * 1024, 'a'));
      });
      expect((await clientOf(origin).request(GET_FEATURES)).text).toBe('here');
    });

    test('of a POST, followed only where its body is kept', async () => {
      const bodies: string[] = [];
      const { origin } = await startServer(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        bodies.push(body);
        if (request.url === '/moved') return void response.writeHead(202).end();
        const status = request.url === '/api/client/metrics' ? 307 : 302;
        response.writeHead(status, { location: '/moved' }).end();
      });
      const client = clientOf(origin);
      expect((await client.request(POST_METRICS)).status).toBe(202);
      expect(bodies).toEqual([POST_METRICS.body, POST_METRICS.body]);
      const error = await rejection(client.request({ ...POST_METRICS, path: 'client/register' }));
      expect(error).toMatchObject({ code: 'REDIRECT', status: 302 });
      expect(bodies).toHaveLength(3);
    });
  });
}
