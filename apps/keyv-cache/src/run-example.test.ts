import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { runExample } from './run-example';

test('the second client starts from what the first one has left, and says that the server is gone', async () => {
  const printed: string[] = [];
  await runExample((text) => printed.push(text));
  expect(printed).toEqual([
    expect.stringMatching(/^A server serves new-checkout; the cache is the folder .*keyv-cache-\w+\.$/),
    'The first client has its flags from the server: new-checkout is on.',
    'It has left 1 file there. Now the server stops.',
    expect.stringMatching(/^The second client reports: .*ECONNREFUSED/),
    'The second client has its flags from the cache: new-checkout is on.',
  ]);
});

test('runs as a program, prints no warnings and ends by itself', async () => {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [main], { timeout: 15_000 });
  expect(stderr).toBe('');
  expect(stdout).toContain('from the cache: new-checkout is on');
});
