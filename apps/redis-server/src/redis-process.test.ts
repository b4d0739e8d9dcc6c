import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';

const build = fileURLToPath(new URL('../dist/index.js', import.meta.url));

const program = `
  import { startRedis } from ${JSON.stringify(build)};
  const server = await startRedis();
  const [, folder] = (await server.command('config', 'get', 'dir')).split('\\n');
  console.log(JSON.stringify({ port: server.port, folder }));
  if (process.argv[1] === 'stay') setInterval(() => undefined, 1000);`;

async function connects(port: number): Promise<void> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  // The server may die before the socket is closed.
  socket.on('error', () => undefined).destroy();
}

// Against the built package, which its build must precede.
test.each(['leave', 'stay'])('a server ends with its process, which is told to %s', async (manner) => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program, manner]);
  const { port, folder } = JSON.parse(String((await once(child.stdout, 'data'))[0]));
  if (manner === 'stay') child.kill('SIGKILL');
  await once(child, 'exit');
  await vi.waitFor(() => expect(connects(port)).rejects.toThrow('ECONNREFUSED'), { timeout: 5000 });
  await vi.waitFor(() => expect(existsSync(folder)).toBe(false), { timeout: 5000 });
});
