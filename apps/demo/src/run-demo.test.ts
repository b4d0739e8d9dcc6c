import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import colors from 'picocolors';
import { expect, test } from 'vitest';
import { runDemo } from './run-demo';

test('shows who gets what and why, a change while it runs, and a start without a server', async () => {
  const printed: string[] = [];
  await runDemo({ print: (text) => printed.push(text), colors: colors.createColors(false) });

  const [before = '', after = ''] = printed.filter((text) => text.includes('Astrid │'));
  expect(before.match(/Astrid|Björn|Carmen|David|Emi|Farid/g)).toHaveLength(6);
  expect(before).toMatch(/Astrid │ ○ off {12}│ ● on {13}│ ● on swish/);
  expect(before).toContain('new-checkout is off');
  expect(after.match(/← new/g)).toHaveLength(6);
  expect(after).not.toContain('○ off  ← new');

  const output = printed.join('\n');
  expect(output).toContain('✗ email STR_ENDS_WITH @shop.example');
  expect(output).toMatch(/The client has 4 flags from the server/);
  expect(output).toMatch(/the client says that new-checkout changed/);
  expect(output).toMatch(/it has its flags from the cache\. Does Astrid get new-checkout\? Yes\./);
  expect(printed.at(-1)).toContain('stopped');
});

test('runs as a program, prints no warnings and ends by itself', async () => {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [main], { timeout: 15_000 });
  expect(stderr).toBe('');
  expect(stdout).toContain('All is stopped.');
});
