import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Sends one command with redis-cli and answers with what that prints; rejects with the server's words. */
export async function redisCli(
  { port, password }: { readonly port: number; readonly password?: string | undefined },
  words: readonly string[],
): Promise<string> {
  // In the environment, where other users of the machine cannot read it.
  const env = { ...process.env, ...(password !== undefined && { REDISCLI_AUTH: password }) };
  const given = ['-h', '127.0.0.1', '-p', String(port), '-e', ...words];
  const { stdout } = await run('redis-cli', given, { env, timeout: 5000, killSignal: 'SIGKILL' }).catch(
    ({ stdout, stderr }: { stdout?: string; stderr?: string }) => {
      throw new Error(`redis-cli ${words[0]}: ${(stderr || stdout || 'no answer in 5 s').trim()}`);
    },
  );
  return stdout.trim();
}
