import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { createManualScheduler } from '../manual-scheduler.testing';
import { type Reply, startScriptedServer, type TestServer } from '../start-server.testing';
import { type RegistrationBody, type RegistrationOptions, register } from './registration';
import { IDENTITY } from './sum-reports.testing';

/** Registers, and waits for one fault or the success after the other. */
const start = (server: TestServer, options: Partial<RegistrationOptions> = {}) => {
  const registered: RegistrationBody[] = [];
  const faults: UnleashError[] = [];
  const scheduler = createManualScheduler();
  let onSuccess: () => void = () => undefined;
  const success = new Promise<void>((resolve) => {
    onSuccess = resolve;
  });
  const firstFault = new Promise<void>((resolve) => {
    const after = scheduler.after;
    scheduler.after = (delayMs, task) => {
      resolve();
      return after(delayMs, task);
    };
  });
  const stop = register({
    http: server.client({ timeoutMs: 100 }),
    identity: IDENTITY,
    sdkVersion: 'unleash-client:0.1.0',
    strategies: ['default', 'weekend'],
    intervalMs: 1000,
    scheduler,
    now: () => 0,
    random: () => 0,
    onRegistered: (body) => {
      registered.push(body);
      onSuccess();
    },
    onFault: (error) => faults.push(error),
    ...options,
  });
  return { stop, registered, faults, scheduler, success, firstFault };
};
const OK: Reply = { status: 202 };

test('posts what the protocol asks for, once', async () => {
  const server = await startScriptedServer(OK);
  const { registered, faults, scheduler, success } = start(server);
  await success;
  const body = {
    ...IDENTITY,
    sdkVersion: 'unleash-client:0.1.0',
    strategies: ['default', 'weekend'],
    started: '1970-01-01T00:00:00.000Z',
    interval: 1000,
    yggdrasilVersion: null,
  };
  expect(registered).toEqual([body]);
  expect(server.bodies.map((text) => JSON.parse(text))).toEqual([body]);
  expect(server.requests[0]).toMatchObject({ method: 'POST', url: '/api/client/register' });
  expect([faults, scheduler.pending]).toEqual([[], []]);
});

test('tries again, through every fault, until it succeeds', async () => {
  const replies: Reply[] = [
    { status: 503 },
    { status: 401 },
    { status: 404 },
    { status: 429, headers: { 'retry-after': '30' } },
    'reset after reading',
    'hang',
    { status: 400 },
  ];
  const server = await startScriptedServer({ status: 500 }, ...replies, OK);
  const { registered, faults, scheduler, success, firstFault } = start(server);
  await firstFault;
  const delays = [...scheduler.pending];
  for (const _ of replies) delays.push(await scheduler.turn());
  scheduler.runNext();
  await success;
  expect(delays).toEqual([1000, 1000, 10_000, 1000, 30_000, 1000, 1000, 1000]);
  expect(faults.map(({ code }) => code)).toEqual([
    'UNAVAILABLE',
    'UNAVAILABLE',
    'UNAUTHORIZED',
    'UNAVAILABLE',
    'UNAVAILABLE',
    'UNAVAILABLE',
    'TIMEOUT',
    'UNAVAILABLE',
  ]);
  expect(faults[0]?.message).toBe('registering the client failed: the server answered 500');
  expect([registered.length, server.requests.length, scheduler.pending]).toEqual([1, 9, []]);
});

test('waits longer with each failure in a row', async () => {
  const server = await startScriptedServer({ status: 503 });
  const { scheduler, firstFault, stop } = start(server, { random: () => 1 });
  await firstFault;
  const delays = [...scheduler.pending];
  for (let turn = 0; turn < 3; turn += 1) delays.push(await scheduler.turn());
  expect(delays).toEqual([3000, 5000, 9000, 10_000]);
  stop();
});

test('tries once a minute where usage is never reported', async () => {
  const server = await startScriptedServer({ status: 503 });
  const { scheduler, firstFault } = start(server, { intervalMs: 0 });
  await firstFault;
  expect(scheduler.pending).toEqual([60_000]);
});

describe('stopping', () => {
  test('calls off the next try', async () => {
    const server = await startScriptedServer({ status: 503 });
    const { scheduler, firstFault, stop } = start(server);
    await firstFault;
    stop();
    expect(scheduler.pending).toEqual([]);
  });

  test('aborts the try under way, and tells nobody', async () => {
    const server = await startScriptedServer('hang');
    const client = server.client();
    let outcome: Promise<unknown> = Promise.resolve();
    const request: typeof client.request = (api) => {
      const answer = client.request(api);
      outcome = answer.catch((error: unknown) => error);
      return answer;
    };
    const arrival = server.arrival();
    const { registered, faults, scheduler, stop } = start(server, { http: { ...client, request } });
    await arrival;
    stop();
    expect(await outcome).toMatchObject({ code: 'ABORTED' });
    expect([registered, faults, scheduler.pending]).toEqual([[], [], []]);
  });

  test('by a listener to a fault is heeded', async () => {
    const server = await startScriptedServer({ status: 503 });
    let onFault: () => void = () => undefined;
    const told = new Promise<void>((resolve) => {
      onFault = resolve;
    });
    const { scheduler, stop } = start(server, {
      onFault: () => {
        stop();
        onFault();
      },
    });
    await told;
    expect(scheduler.pending).toEqual([]);
  });
});

test('does not register again because a listener throws', async () => {
  const server = await startScriptedServer(OK);
  const told = new Promise<UnleashError>((resolve) => {
    start(server, {
      onRegistered: () => {
        throw new Error('mine');
      },
      onFault: (error) => {
        resolve(error);
        throw new Error('mine too');
      },
    });
  });
  expect(await told).toMatchObject({
    code: 'LISTENER',
    message: 'a listener to the registration threw: mine',
  });
  expect(server.requests).toHaveLength(1);
});

test('goes on though the listener to faults throws', async () => {
  const server = await startScriptedServer({ status: 503 }, OK);
  const { scheduler, firstFault, success } = start(server, {
    onFault: () => {
      throw new Error('mine');
    },
  });
  await firstFault;
  scheduler.runNext();
  await success;
});

test('survives a client of HTTP that fails in its own way', async () => {
  const server = await startScriptedServer(OK);
  const http = { url: server.url, request: () => Promise.reject(new Error('no route')) };
  const { faults, firstFault } = start(server, { http });
  await firstFault;
  expect(faults[0]).toBeInstanceOf(UnleashError);
  expect(faults[0]?.message).toBe('registering the client failed: no route');
});
