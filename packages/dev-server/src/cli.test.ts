import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const program = join(packageFolder, 'bin/unleash-dev-server.js');
let folder: string;
let flags: string;

beforeAll(async () => {
  // The program runs as it is published; the test command has built it before.
  if (!existsSync(join(packageFolder, 'dist/cli.js'))) {
    await promisify(execFile)('pnpm', ['run', 'build'], { cwd: packageFolder });
  }
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
  flags = join(folder, 'flags.yaml');
  await writeFile(flags, 'flags:\n  a: true\n  b: { rollout: 5 }\n');
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const child = spawn(process.execPath, [program, ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, out, err };
}

/** Starts the program and reads it line by line. */
function serve(...args: string[]) {
  const child = spawn(process.execPath, [program, flags, '--port', '0', ...args]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const closed = once(child, 'close');
  return { child, closed, next: async () => (await lines.next()).value as string };
}

test.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, with a line for each change', async (signal) => {
  await writeFile(flags, 'flags:\n  a: true\n  b: { rollout: 5 }\n');
  const { child, closed, next } = serve();
  expect(await next()).toBe(`Serving 2 flags of ${flags} and following its changes`);
  const url = /^ {2}url {4}(http:\/\/127\.0\.0\.1:\d+\/api)$/.exec(await next())?.[1] ?? '';
  expect(await next()).toBe('  token  *:development.dev-token');
  expect(await next()).toBe('Ctrl+C stops.');
  await writeFile(flags, 'flags:\n  a: false\n  c: true\n');
  expect(await next()).toBe('3 flags changed: a, c, b (removed)');
  const headers = { Authorization: '*:development.dev-token' };
  const answer = await (await fetch(`${url}/client/features`, { headers })).json();
  expect(answer).toMatchObject({ features: [{ name: 'a', enabled: false }, { name: 'c' }] });
  child.kill(signal);
  expect(await closed).toEqual([0, null]);
});

test('shows the tokens that it was given', async () => {
  const { child, closed, next } = serve('--token', 'web:production.x', '--token', '*:*.y', '--no-watch');
  expect(await next()).toMatch(/^Serving \d flags of \S+$/);
  await next();
  expect([await next(), await next()]).toEqual(['  token  web:production.x', '  token  *:*.y']);
  child.kill();
  await closed;
});

test('can be without delta and streaming, as the open-source server is', async () => {
  const { child, closed, next } = serve('--no-delta', '--no-streaming');
  await next();
  const url = (await next()).replace('  url    ', '');
  const headers = { Authorization: '*:development.dev-token' };
  for (const path of ['delta', 'streaming']) {
    expect((await fetch(`${url}/client/${path}`, { headers })).status).toBe(404);
  }
  child.kill();
  await closed;
});

test('prints its help and its version', async () => {
  const help = await run('--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toMatch(/^Usage: unleash-dev-server FLAGS_FILE \[options\]\n/);
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  expect(await run('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
});

test('ends with 2 and a sentence when the command line is wrong', async () => {
  expect(await run('--prot')).toEqual({ code: 2, out: '', err: "Unknown option '--prot'\nTry --help.\n" });
  expect(await run(flags, '--token', 'x')).toEqual({
    code: 2,
    out: '',
    err: 'tokens[0] must look like project:environment.secret\n',
  });
});

test('ends with 1 and a sentence when the file or the port cannot be used', async () => {
  const missing = join(folder, 'missing.yaml');
  const err = `the flags file ${missing} cannot be read: there is no such file\n`;
  expect(await run(missing)).toEqual({ code: 1, out: '', err });

  const wrong = join(folder, 'wrong.yaml');
  await writeFile(wrong, 'flags:\n  a: { rollout: 250 }\n');
  expect(await run(wrong)).toEqual({
    code: 1,
    out: '',
    err: 'wrong.yaml:2: flags.a.rollout: expected a percentage from 0 to 100, got 250\n',
  });

  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as { port: number };
  const inUse = await run(flags, '--port', String(port));
  expect(inUse).toMatchObject({ code: 1, out: '' });
  expect(inUse.err).toMatch(new RegExp(`^port ${port} on 127.0.0.1 is in use; .*\\n$`));
  taken.close();
});
