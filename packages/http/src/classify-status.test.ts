import { expect, test } from 'vitest';
import { classifyStatus, type StatusClass } from './classify-status';

const table: Record<StatusClass, readonly number[]> = {
  ok: [200, 202, 204, 299],
  unchanged: [304],
  unauthorized: [401, 403],
  retry: [404, 408, 429, 500, 502, 503, 599],
  unexpected: [0, 101, 301, 305, 400, 402, 410, 413, 418, 600, 999, -1, Number.NaN],
};

for (const [name, statuses] of Object.entries(table)) {
  test(`${statuses.join(', ')} mean ${name}`, () => {
    expect(statuses.map(classifyStatus)).toEqual(statuses.map(() => name));
  });
}
