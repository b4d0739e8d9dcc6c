import { describe, expect, test } from 'vitest';
import { createTestClient } from '../testing/create-test-client.testing';

const refusalOf = (option: string): string => {
  try {
    createTestClient({ [option]: undefined });
  } catch (error) {
    expect(error).toMatchObject({ code: 'INVALID_OPTION' });
    return (error as Error).message;
  }
  throw new Error('the option was accepted');
};

describe('an option of the official Node SDK is refused with its name here', () => {
  test.each([
    ['timeout', 'requestTimeout'],
    ['strategies', 'customStrategies'],
    ['customHeadersFunction', 'customHeaders (a function)'],
    ['storageProvider', 'cache'],
    ['repository', 'bootstrap or cache'],
    ['httpOptions', 'agent, ca, rejectUnauthorized or fetch'],
    ['fetchToggles', 'an option of initialize: initialize({ fetchToggles })'],
    ['backupPath', 'cacheDirectory'],
    ['headers', 'customHeaders'],
    ['skipInstanceCountWarning', "multipleInstanceMode: 'silently-allow'"],
    ['disableAutoStart', 'new UnleashClient(…), which starts nothing before initialize()'],
  ])('%s', (foreign, own) => {
    expect(refusalOf(foreign)).toBe(`there is no option ${foreign}; here it is ${own}`);
  });
});

describe('an option of the Python SDK is refused with its name here', () => {
  test.each([
    ['app_name', 'appName'],
    ['instance_id', 'instanceId'],
    ['refresh_interval', 'refreshInterval'],
    ['refresh_jitter', 'refreshJitter'],
    ['request_timeout', 'requestTimeout'],
    ['request_retries', 'requestRetries'],
    ['custom_headers', 'customHeaders'],
    ['custom_options', 'agent, ca, rejectUnauthorized or fetch'],
    ['custom_strategies', 'customStrategies'],
    ['project_name', 'projectName'],
    ['verbose_log_level', 'logLevel'],
    ['scheduler_executor', 'scheduler'],
    ['multiple_instance_mode', 'multipleInstanceMode'],
    ['event_callback', 'eventCallback'],
  ])('%s', (foreign, own) => {
    expect(refusalOf(foreign)).toBe(`there is no option ${foreign}; here it is ${own}`);
  });
});

describe('a slip is refused with the name that was meant', () => {
  test.each([
    ['appname', 'appName'],
    ['URL', 'url'],
    ['token', 'customHeaders: { Authorization: token }'],
  ])('%s', (slip, own) => {
    expect(refusalOf(slip)).toBe(`there is no option ${slip}; here it is ${own}`);
  });
});

test.each([
  ['refreshIntervall', 'refreshInterval'],
  ['bootstap', 'bootstrap'],
  ['disableMetric', 'disableMetrics'],
])('the slip %s is refused with a question', (slip, own) => {
  expect(refusalOf(slip)).toBe(`there is no option ${slip}; did you mean ${own}?`);
});

test.each(['colour', 'toString', '__proto__x', 'constructor', ''])(
  'the unknown option %j is refused with all names there are',
  (name) => {
    expect(refusalOf(name)).toMatch(
      new RegExp(`^there is no option ${name}; the options are url, appName, environment, .*, limits$`),
    );
  },
);

test.each([
  [{ filePath: 'flags.json' }, 'bootstrap has no filePath; here it is bootstrap: fromFile(path)'],
  [{ url: 'https://example.com' }, 'bootstrap has no url; here it is bootstrap: fromUrl(url, { headers })'],
  [{ data: [] }, 'bootstrap has no data; here it is bootstrap: { features }'],
])('the official form of bootstrap, %j, is an error that says ours', (bootstrap, message) => {
  expect(() => createTestClient({ bootstrap: bootstrap as never })).toThrow(message);
});
