import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { findSecrets } from './find-secrets';
import { createSecrets } from './secrets';

const secrets = { ...createSecrets() };
const { token, urlPassword, proxyPassword } = secrets;
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret is found', () => {
  test.each([
    ['as it is', `authorization: ${token}`, ['token']],
    ['in an object', inspect({ deep: { headers: [token] } }, { depth: 10 }), ['token']],
    ['in JSON', JSON.stringify({ headers: { 'X-Tenant-Key': secrets.tenantKey } }), ['tenantKey']],
    ['in an address', `http://user:${encodeURIComponent(urlPassword)}@host`, ['urlPassword']],
    ['in Basic', `Basic ${base64(`user:${proxyPassword}`)}`, ['proxyPassword']],
    ['in Basic with one letter less', `Basic ${base64(`use:${proxyPassword}`)}`, ['proxyPassword']],
    ['in Basic with two letters less', `Basic ${base64(`us:${proxyPassword}`)}`, ['proxyPassword']],
    ['backwards', [...token].reverse().join(''), ['token']],
    ['as hexadecimal bytes', Buffer.from(`x${token}`).toString('hex'), ['token']],
    ['beside another', `${token} ${secrets.redisPassword}`, ['token', 'redisPassword']],
  ])('%s', (_, text, found) => {
    expect(findSecrets(text, secrets)).toEqual(found);
  });
});

test('what is masked is no secret', () => {
  expect(findSecrets('authorization: *** tenant-key *** default:development.', secrets)).toEqual([]);
});
