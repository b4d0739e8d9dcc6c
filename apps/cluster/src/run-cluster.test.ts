import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));

test('the example shows one poller, a change, a lost poller and a lost Redis, and ends', async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, '3'], {
    env: { ...process.env, NO_COLOR: '1' },
    timeout: 60_000,
  });
  process.stdout.write(stdout);
  expect(stderr).toBe('');
  const lines = stdout.trimEnd().split('\n');
  expect(
    lines.filter((line) => /^ {2}worker \d+ has its flags from the (server|cache) after \d+ ms$/.test(line)),
  ).toHaveLength(3);
  expect(lines).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^▸ One polls: worker-\d+\./),
      expect.stringMatching(/at the next poll, all 3 workers use it\.$/),
      expect.stringMatching(/^▸ In the next five seconds the server sees [4-6] polls, not 15\.$/),
      expect.stringMatching(/ms later worker-\d+ polls\. The interval is 1000 ms\.$/),
      expect.stringMatching(/A new worker takes its place, with its flags from the cache after \d+ ms\.$/),
      expect.stringMatching(/switched off, and \d+ ms later all 3 workers know\.$/),
      expect.stringMatching(/switched on, and \d+ ms later all 3 workers know\.$/),
    ]),
  );
  expect(lines.at(-1)).toMatch(/^▸ All is stopped\./);
}, 90_000);
