import { once } from 'node:events';
import { inspect } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { makeCertificate } from '../make-certificate.testing';
import { gone, startDumbServer, startServer } from '../start-server.testing';
import { GET_FEATURES, rejection, SECRET, testClient } from '../test-client.testing';
import type { UnleashError } from '../unleash-error';
import { setProxies } from './proxy-environment.testing';
import { LOGIN, PASSWORD, startProxy } from './start-proxy.testing';

const tls = await makeCertificate();
const ca = tls.cert;

const showsNoSecret = (error: UnleashError) => {
  const everything = `${inspect(error, { depth: 12, showHidden: true })}${error.stack}${JSON.stringify(error)}`;
  for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), LOGIN, SECRET])
    expect(everything).not.toContain(secret);
};

describe('a proxy in trouble is named, and its password is not:', () => {
  const targets = async () => {
    const plain = await startServer((_, response) => response.end('ok'));
    const secure = await startServer((_, response) => response.end('ok'), tls);
    return [plain.origin, secure.origin];
  };

  test('it wants another password', async () => {
    const proxy = await startProxy();
    setProxies({ ALL_PROXY: `http://alice:wrong-password@${proxy.host}` });
    for (const origin of await targets()) {
      const error = await rejection(testClient({ url: origin, ca }).request(GET_FEATURES));
      expect(error.code).toBe('UNAVAILABLE');
      expect(error.message).toContain(
        `the proxy ${proxy.host} answered 407 in the server's place: its address needs a valid user and password`,
      );
      expect(inspect(error, { depth: 12 })).not.toContain('wrong-password');
      showsNoSecret(error);
    }
    expect(proxy.asked).toHaveLength(2);
  });

  test('it does not reach the server', async () => {
    const proxy = await startProxy();
    setProxies({ ALL_PROXY: proxy.address });
    for (const origin of ['http://127.0.0.1:1', 'https://127.0.0.1:1']) {
      const error = await rejection(testClient({ url: origin }).request(GET_FEATURES));
      expect(error.code).toBe('UNAVAILABLE');
      expect(error.message).toContain(`the proxy ${proxy.host} answered 502 in the server's place`);
      showsNoSecret(error);
    }
  });

  test('it does not reach a server that is named by its IPv6 address, which it is asked for in brackets', async () => {
    const proxy = await startProxy();
    setProxies({ ALL_PROXY: proxy.address });
    const error = await rejection(testClient({ url: 'https://[::1]:1' }).request(GET_FEATURES));
    expect(error.message).toContain(`the proxy ${proxy.host} answered 502`);
    expect(proxy.asked).toEqual(['CONNECT [::1]:1']);
  });

  test('it is down', async () => {
    const proxy = await startProxy();
    setProxies({ ALL_PROXY: proxy.address });
    proxy.server.close();
    await once(proxy.server, 'close');
    for (const origin of await targets()) {
      const error = await rejection(testClient({ url: origin, ca }).request(GET_FEATURES));
      expect(error.message).toBe(
        `GET ${origin}/client/features failed: the connection to the proxy ${proxy.host} failed: connect ECONNREFUSED ${proxy.host}`,
      );
      showsNoSecret(error);
    }
  });

  test('it hangs up, or speaks another language', async () => {
    for (const farewell of ['', 'SSH-2.0-OpenSSH_9.2\r\n']) {
      const { host } = await startDumbServer(farewell);
      setProxies({ ALL_PROXY: `http://alice:${encodeURIComponent(PASSWORD)}@${host}` });
      for (const origin of await targets()) {
        const error = await rejection(testClient({ url: origin, ca }).request(GET_FEATURES));
        expect(error.code).toBe('UNAVAILABLE');
        expect(error.message).toContain(`the connection to the proxy ${host} failed: `);
        showsNoSecret(error);
      }
    }
  });

  test('it never answers, and is left by the deadline', async () => {
    const { host, sockets } = await startDumbServer();
    setProxies({ ALL_PROXY: host });
    for (const origin of await targets()) {
      const error = await rejection(testClient({ url: origin, ca, timeoutMs: 60 }).request(GET_FEATURES));
      expect(error.code).toBe('TIMEOUT');
    }
    expect(sockets).toHaveLength(2);
    for (const socket of sockets) await gone(socket);
  });

  test('its variable holds no http(s) address', async () => {
    setProxies({ HTTP_PROXY: `socks5://alice:${PASSWORD}@127.0.0.1:1080` });
    const { origin, requests } = await startServer((_, response) => response.end('ok'));
    const error = await rejection(testClient({ url: origin }).request(GET_FEATURES));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toContain(
      'the environment variable HTTP_PROXY must be the http(s) address of a proxy',
    );
    expect(requests).toHaveLength(0);
    showsNoSecret(error);
  });
});

test('a tunnel over which TLS cannot begin is closed', async () => {
  const proxy = await startProxy();
  setProxies({ ALL_PROXY: proxy.address });
  const { origin } = await startServer((_, response) => response.end('ok'), tls);
  const unusable = `${ca.slice(0, 100)}\n-----END CERTIFICATE-----\n`;
  const error = await rejection(testClient({ url: origin, ca: unusable }).request(GET_FEATURES));
  expect(error.code).toBe('UNAVAILABLE');
  expect(proxy.asked).toHaveLength(1);
  await vi.waitFor(() => expect(proxy.connections.every((socket) => socket.destroyed)).toBe(true));
});
