import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** Runs the built program; answers with its exit code and the lines it printed. */
async function run(...words: readonly string[]) {
  const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject).once('close', resolve);
  });
  return { lines: (await text(child.stdout)).trimEnd().split('\n'), code: await code };
}

test('the client survives all faults but those that take long to try', async () => {
  const { lines, code } = await run('scenarios', 'quick');
  const failed = lines.filter((line) => line.startsWith('failed: '));
  const rows = lines.filter((line) => failed.some((one) => line.includes(one.slice('failed: '.length))));
  process.stdout.write(`${lines.slice(-2).join('\n')}\n`);
  expect({ rows, code }).toEqual({ rows: [], code: 0 });
  expect(lines.filter((line) => line.startsWith('ok ')).length).toBeGreaterThan(100);
}, 300_000);

test('a name that begins no scenario is no success', async () => {
  expect(await run('scenarios', 'none/such')).toMatchObject({ code: 1 });
});

test('a program that is none is told of', async () => {
  expect(await run('none')).toEqual({
    lines: [expect.stringMatching(/^which one\? scenarios, /)],
    code: 2,
  });
});
