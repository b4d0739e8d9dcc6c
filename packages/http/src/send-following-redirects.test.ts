import { describe, expect, test } from 'vitest';
import { sendFollowingRedirects } from './send-following-redirects';
import { rejection, SECRET } from './test-client.testing';
import type { Transport, TransportRequest } from './transport';

/** A transport whose every answer redirects to the next location, until there is none. */
function redirecting(...locations: string[]) {
  const asked: string[] = [];
  const transport: Transport = async ({ url }) => {
    asked.push(url.href);
    const location = locations.shift();
    return { status: location === undefined ? 200 : 302, header: () => location, body: emptyBody() };
  };
  return { transport, asked };
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}

const request: TransportRequest = {
  method: 'GET',
  url: new URL('http://flags.test/api/client/features'),
  headers: {},
  signal: new AbortController().signal,
};

describe('a redirect', () => {
  test('to what is no URL is refused, and not shown', async () => {
    const { transport, asked } = redirecting(`http://[${SECRET}`);
    const error = await rejection(sendFollowingRedirects(transport, request));
    expect(error).toMatchObject({ code: 'REDIRECT', message: 'the server redirects to what is no URL' });
    expect(asked).toHaveLength(1);
  });

  test('is followed without a user and a password that it names', async () => {
    const { transport, asked } = redirecting(`http://user:${SECRET}@flags.test/there`);
    const { url } = await sendFollowingRedirects(transport, request);
    expect([url.href, asked[1]]).toEqual(['http://flags.test/there', 'http://flags.test/there']);
  });

  test('is followed no more once the request is called off', async () => {
    const { transport, asked } = redirecting('/there');
    const controller = new AbortController();
    const calledOff: Transport = (request) => {
      controller.abort(new Error('called off'));
      return transport(request);
    };
    const sent = sendFollowingRedirects(calledOff, { ...request, signal: controller.signal });
    await expect(sent).rejects.toThrow('called off');
    expect(asked).toHaveLength(1);
  });
});
