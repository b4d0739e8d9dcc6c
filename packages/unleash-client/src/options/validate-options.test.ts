import { UnleashError } from '@unleash-client/http';
import { describe, expect, test } from 'vitest';
import { createTestClient, NOWHERE } from '../testing/create-test-client.testing';
import { UnleashClient } from '../unleash-client';

const SECRET = 'default:production.964a287e1b728cb5f4f3e0120df92cb5';

/** The refusal of a client with these options on top of sound ones. */
function refusalOf(options: object): UnleashError {
  try {
    createTestClient(options);
  } catch (error) {
    if (error instanceof UnleashError) return error;
    throw error;
  }
  throw new Error('the options were accepted');
}

const TEXT = 'a string that is not empty';
const FROM_0 = 'a number of milliseconds from 0 to 2147483647';
const FROM_1 = 'a number of milliseconds from 1 to 2147483647';

const wrong: [option: string, given: unknown, message: string][] = [
  ['url', undefined, `url must be ${TEXT}, got undefined`],
  ['url', '', `url must be ${TEXT}, got an empty string`],
  ['url', 42, `url must be ${TEXT}, got 42`],
  ['appName', undefined, `appName must be ${TEXT}, got undefined`],
  ['appName', ' ', `appName must be ${TEXT}, got a string of 1 characters`],
  ['environment', null, `environment must be ${TEXT}, got null`],
  ['instanceId', 7, `instanceId must be ${TEXT}, got 7`],
  ['mode', 'push', `mode must be one of 'polling', 'delta', 'streaming', got "push"`],
  ['mode', null, `mode must be one of 'polling', 'delta', 'streaming', got null`],
  ['refreshInterval', Number.NaN, `refreshInterval must be ${FROM_0}, got NaN`],
  ['refreshInterval', -1, `refreshInterval must be ${FROM_0}, got -1`],
  ['refreshInterval', 2 ** 31, `refreshInterval must be ${FROM_0}, got 2147483648`],
  ['refreshInterval', Number.POSITIVE_INFINITY, `refreshInterval must be ${FROM_0}, got Infinity`],
  ['refreshInterval', '15', `refreshInterval must be ${FROM_0}, got a string of 2 characters`],
  ['refreshInterval', 15n, `refreshInterval must be ${FROM_0}, got 15`],
  ['refreshJitter', -1, `refreshJitter must be ${FROM_0}, got -1`],
  ['requestTimeout', 0, `requestTimeout must be ${FROM_1}, got 0`],
  ['requestTimeout', Number.NaN, `requestTimeout must be ${FROM_1}, got NaN`],
  [
    'metricsInterval',
    Number.NaN,
    'metricsInterval must be a number of milliseconds from 0 to 2147483647, got NaN',
  ],
  ['metricsJitter', -1, 'metricsJitter must be a number of milliseconds from 0 to 2147483647, got -1'],
  ['disableMetrics', 'yes', 'disableMetrics must be true or false, got a string of 3 characters'],
  ['disableRegistration', 1, 'disableRegistration must be true or false, got 1'],
  ['metricsExporter', () => 1, 'metricsExporter must be an object with the methods export, got a function'],
  ['flushOnExit', null, 'flushOnExit must be true or false, got null'],
  ['requestRetries', 1.5, 'requestRetries must be a whole number from 0 to 100, got 1.5'],
  ['requestRetries', 101, 'requestRetries must be a whole number from 0 to 100, got 101'],
  ['projectName', [], `projectName must be ${TEXT}, got a list`],
  ['namePrefix', '', `namePrefix must be ${TEXT}, got an empty string`],
  ['tags', ['a:b'], 'tags must be a list of { name, value }, both strings, got a list'],
  ['tags', new Array(3), 'tags must be a list of { name, value }, both strings, got a list'],
  ['tags', [null], 'tags must be a list of { name, value }, both strings, got a list'],
  ['tags', { name: 'a', value: 'b' }, 'tags must be a list of { name, value }, both strings, got an object'],
  ['customStrategies', [], 'customStrategies must be an object, got a list'],
  [
    'customStrategies',
    { A: null },
    'customStrategies.A must be an object with a method apply or compile, got null',
  ],
  [
    'customStrategies',
    { A: () => true },
    'customStrategies.A must be an object with a method apply or compile, got a function',
  ],
  [
    'customStrategies',
    { flexibleRollout: { apply: () => true } },
    'customStrategies.flexibleRollout must not replace the built-in strategy of that name',
  ],
  ['bootstrap', [], 'bootstrap must be an object, got a list'],
  ['bootstrap', 'flags.json', 'bootstrap must be an object, got a string of 10 characters'],
  ['bootstrap', {}, 'bootstrap.features must be a list of flags, got undefined'],
  ['bootstrap', { features: [{ name: 1n }] }, 'bootstrap must be an object that JSON can print'],
  ['bootstrapOverride', 'no', 'bootstrapOverride must be true or false, got a string of 2 characters'],
  ['cache', { get: () => null }, 'cache must be an object with the methods get, set, got an object'],
  ['cacheDirectory', '', `cacheDirectory must be ${TEXT}, got an empty string`],
  ['cacheDirectory', new URL('file:///tmp'), `cacheDirectory must be ${TEXT}, got an object`],
  ['cacheDirectory', 'a\0b', 'cacheDirectory must be a path, got a string of 3 characters'],
  ['cacheKey', 0, `cacheKey must be ${TEXT}, got 0`],
  [
    'logger',
    { warn: () => undefined },
    'logger must be an object with the methods debug, info, warn, error, got an object',
  ],
  [
    'logLevel',
    'verbose',
    `logLevel must be one of 'debug', 'info', 'warn', 'error', 'silent', got "verbose"`,
  ],
  ['logLevel', 3, `logLevel must be one of 'debug', 'info', 'warn', 'error', 'silent', got 3`],
  ['eventCallback', {}, 'eventCallback must be a function, got an object'],
  [
    'multipleInstanceMode',
    'Block',
    `multipleInstanceMode must be one of 'warn', 'block', 'silently-allow', got "Block"`,
  ],
  ['scheduler', setTimeout, 'scheduler must be an object with the methods after, got a function'],
  [
    'agent',
    'http://proxy',
    'agent must be an object with the methods addRequest, got a string of 12 characters',
  ],
  ['ca', [], 'ca must be a PEM certificate or a list of them, got a list'],
  ['ca', 1, 'ca must be a PEM certificate or a list of them, got 1'],
  ['rejectUnauthorized', 0, 'rejectUnauthorized must be true or false, got 0'],
  ['fetch', 'fetch', 'fetch must be a function, got a string of 5 characters'],
  ['limits', 7, 'limits must be an object, got 7'],
  ['limits', [], 'limits must be an object, got a list'],
  ['limits', { flag: 7 }, 'limits has no flag; did you mean flags?'],
  [
    'limits',
    { bytes: 7 },
    'limits has no bytes; the limits are responseBytes, inflatedBytes, flags, unknownNames, patternLength, listeners',
  ],
  ['limits', { responseBytes: 0 }, 'limits.responseBytes must be a whole number from 1 to 536870888, got 0'],
  [
    'limits',
    { inflatedBytes: '50 MB' },
    'limits.inflatedBytes must be a whole number from 1 to 536870888, got a string of 5 characters',
  ],
  ['limits', { flags: Number.NaN }, 'limits.flags must be a whole number from 1 to 1000000, got NaN'],
  ['limits', { unknownNames: -1 }, 'limits.unknownNames must be a whole number from 0 to 1000000, got -1'],
  [
    'limits',
    { patternLength: 1.5 },
    'limits.patternLength must be a whole number from 1 to 1000000, got 1.5',
  ],
  [
    'limits',
    { listeners: Number.POSITIVE_INFINITY },
    'limits.listeners must be a whole number from 1 to 1000000, got Infinity',
  ],
];

describe('a wrong value is refused with the name, what it must be and what was given', () => {
  test.each(wrong)('%s: %o', (option, given, message) => {
    expect(refusalOf({ [option]: given })).toMatchObject({ code: 'INVALID_OPTION', message });
  });
});

describe('url', () => {
  const EXPECTED =
    'url must be the http(s) address of an Unleash API, such as "https://unleash.example.com/api"';
  test.each([
    ['unleash.example.com', `${EXPECTED}, got "unleash.example.com"`],
    ['ftp://host/api', `${EXPECTED}, got "ftp://host/api"`],
    [SECRET, `${EXPECTED}, got something that looks like an API token`],
    [
      'http://me:hidden@host/api',
      `${EXPECTED} without a user name and password (send them as a header), got "http://***@host/api"`,
    ],
    ['http://host/api?token=hidden', `${EXPECTED} without a query and fragment, got "http://host/api?***"`],
  ])('%s is refused', (url, message) => {
    expect(refusalOf({ url })).toMatchObject({ code: 'INVALID_OPTION', message });
  });
});

describe('customHeaders', () => {
  test.each([
    [null, /^customHeaders must be a plain object of header names and strings/],
    [{ Authorization: 7 }, /^customHeaders: "Authorization" must be a string/],
    [{ Authorization: `${SECRET}\nX: 1` }, /^customHeaders: the value of "Authorization" holds a character/],
    [{ 'no name': 'a' }, /^customHeaders: "no name" is no valid header name/],
  ])('%j are refused', (customHeaders, message) => {
    const refusal = refusalOf({ customHeaders });
    expect(refusal.code).toBe('INVALID_OPTION');
    expect(refusal.message).toMatch(message);
  });
});

describe('cacheDirectory', () => {
  test('is refused next to a cache', () => {
    const cache = { get: () => null, set: () => undefined };
    expect(refusalOf({ cacheDirectory: '/var/cache', cache })).toMatchObject({
      code: 'INVALID_OPTION',
      message: 'cacheDirectory is where the default cache is kept: give it or a cache, not both',
    });
  });

  test('is refused where there are no files', () => {
    expect(refusalOf({ cacheDirectory: '/var/cache' })).toMatchObject({
      code: 'INVALID_OPTION',
      message: 'cacheDirectory needs a runtime with files; give a cache instead',
    });
  });
});

test('no refusal shows a secret that was put into the wrong option', () => {
  const options = [...new Set(wrong.map(([option]) => option))];
  const messages = options.flatMap((option) =>
    [SECRET, [SECRET], { Authorization: SECRET }].map((given) => {
      try {
        createTestClient({ multipleInstanceMode: 'silently-allow', [option]: given });
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    }),
  );
  expect(messages.filter((message) => message !== '').length).toBeGreaterThan(60);
  for (const message of messages) expect(message).not.toContain(SECRET.slice(-20));
});

test.each([undefined, null, 'http://host/api', []])('options that are %j are refused', (options) => {
  expect(() => new UnleashClient(options as never)).toThrow(/^options must be an object, got /);
});

describe('what throws when it is read is refused by its name', () => {
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();

  test.each(['url', 'tags', 'customStrategies', 'bootstrap', 'cache', 'scheduler', 'agent', 'ca'])(
    'as %s',
    (name) => {
      const message = `${name} must be something to read, got what throws when it is read`;
      expect(refusalOf({ [name]: revoked })).toMatchObject({ code: 'INVALID_OPTION', message });
      const get = () => {
        throw new Error(SECRET);
      };
      const options = Object.defineProperty({}, name, { enumerable: true, get });
      const all = Object.defineProperties(
        { url: NOWHERE, appName: 'a' },
        Object.getOwnPropertyDescriptors(options),
      );
      expect(() => new UnleashClient(all)).toThrow(message);
    },
  );

  test('as options of a call', async () => {
    expect(() => new UnleashClient(revoked as never)).toThrow(/^options must be something to read/);
    const { client } = createTestClient();
    await expect(client.initialize(revoked)).rejects.toThrow(/^the options of initialize must be something/);
    await expect(client.destroy(revoked)).rejects.toThrow(/^the options of destroy must be something/);
  });
});

test('an option is read once, so that the value that was checked is the one in use', () => {
  let reads = 0;
  const options = {
    url: NOWHERE,
    appName: 'a',
    get environment() {
      reads += 1;
      return reads === 1 ? 'staging' : (7 as never);
    },
  };
  void new UnleashClient(options).destroy();
  expect(reads).toBe(1);
});

test('an option that is undefined counts as not given', () => {
  const { client } = createTestClient({
    environment: undefined,
    cache: undefined,
    refreshInterval: undefined,
  });
  expect(client).toBeInstanceOf(UnleashClient);
});

describe('durations of 1 to 999 milliseconds work and warn', () => {
  test.each([
    [{ refreshInterval: 15 }, 'refreshInterval: 15'],
    [{ refreshJitter: 1 }, 'refreshJitter: 1'],
    [{ requestTimeout: 999 }, 'requestTimeout: 999'],
    [{ refreshInterval: 30, requestTimeout: 30 }, 'refreshInterval: 30, requestTimeout: 30'],
  ])('once for %o', (options, named) => {
    const { log, eventsOf } = createTestClient(options);
    const message = `durations are milliseconds; were seconds meant? (${named})`;
    expect(log.lines).toEqual([`warn: [unleash] ${message}`]);
    expect(eventsOf('warn')).toEqual([expect.objectContaining({ kind: 'duration', message })]);
  });

  test.each([{ refreshInterval: 0 }, { refreshInterval: 1000 }, { refreshInterval: 2 ** 31 - 1 }])(
    'not for %o',
    (options) => {
      expect(createTestClient(options).log.lines).toEqual([]);
    },
  );
});

test('a refused client leaves nothing behind', () => {
  for (const options of [
    { refreshInterval: -1 },
    { agent: { addRequest: () => undefined, destroy: () => undefined }, fetch },
  ]) {
    expect(() => createTestClient({ url: NOWHERE, ...options })).toThrow(UnleashError);
  }
  expect(createTestClient({ multipleInstanceMode: 'block' }).log.lines).toEqual([]);
});
