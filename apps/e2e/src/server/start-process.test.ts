import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { type ServerProcessOptions, startProcess } from './start-process';

const node = (program: string, options: Partial<ServerProcessOptions> = {}) =>
  startProcess({
    name: 'the program',
    command: process.execPath,
    args: ['--eval', program],
    cwd: tmpdir(),
    env: {},
    user: {},
    stopSignal: 'TERM',
    ...options,
  });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

const forever = 'console.log("pid", process.pid, "ready"); setInterval(() => {}, 1000);';

test('waits for a line, and stops what it started', async () => {
  const program = node(forever);
  await program.untilLine(/ready/, 10_000);
  const pid = Number(/pid (\d+)/.exec(program.log())?.[1]);
  expect(isAlive(pid)).toBe(true);
  await program.stop();
  expect(isAlive(pid)).toBe(false);
});

test('kills what does not stop by a signal that it ignores', async () => {
  const program = node(forever, { stopSignal: 'KILL' });
  await program.untilLine(/ready/, 10_000);
  const pid = Number(/pid (\d+)/.exec(program.log())?.[1]);
  await program.stop();
  expect(isAlive(pid)).toBe(false);
});

test('tells how a program ended too early, and its last words', async () => {
  const program = node(
    'for (let i = 0; i < 100; i += 1) console.log("line", i); console.error("no disk"); process.exit(3)',
  );
  const message = /^the program ended with code 3\. Its last lines:[\s\S]*line 99[\s\S]*no disk$/;
  await expect(program.untilLine(/ready/, 10_000)).rejects.toThrow(message);
  expect(program.log().split('\n')).toHaveLength(60);
  await program.stop();
});

test('tells what a program printed that is not ready in time', async () => {
  const program = node('console.log("still loading"); setInterval(() => {}, 1000);');
  await program.untilLine(/still loading/, 10_000);
  await expect(program.untilLine(/ready/, 100)).rejects.toThrow(
    /was not ready after 0\.1 s[\s\S]*still loading/,
  );
  await program.stop();
});

test('tells of a program that does not exist', async () => {
  const program = node('', { command: '/no/such/program' });
  await expect(program.untilLine(/ready/, 10_000)).rejects.toThrow(
    /ended with code 127[\s\S]*no\/such\/program/,
  );
});
