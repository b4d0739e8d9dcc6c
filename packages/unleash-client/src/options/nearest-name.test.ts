import { expect, test } from 'vitest';
import { nearestName } from './nearest-name';

const names = ['url', 'appName', 'cache', 'cacheKey', 'refreshInterval', 'metricsInterval'];

test.each([
  ['refreshIntervall', 'refreshInterval'],
  ['refreshInteval', 'refreshInterval'],
  ['refresInterwal', 'refreshInterval'],
  ['appNaem', undefined],
  ['appNam', 'appName'],
  ['cachekeys', 'cacheKey'],
  ['cash', undefined],
  ['', undefined],
  ['u', undefined],
  ['ur', undefined],
  ['__proto__', undefined],
  ['interval', undefined],
])('for %j it is %j', (given, name) => expect(nearestName(given, names)).toBe(name));

test('a name of a megabyte is near none, at once', () => {
  const start = performance.now();
  expect(nearestName('x'.repeat(1_000_000), names)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(100);
});
