import packageJson from '../../package.json';
import { DevServerError } from '../dev-server-error';
import { startDevServer } from '../start-dev-server';
import { type Arguments, help, parseArguments } from './parse-arguments';

/** Where the program prints. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}

/** A program that has printed all it has to say (`exitCode`), or that serves until it is closed. */
export type Outcome = { readonly exitCode: number } | { readonly close: () => Promise<void> };

/** Does what the command line says. Exit codes: 0 done, 1 it could not be done, 2 the command line is wrong. */
export async function runCli(args: readonly string[], output: Output): Promise<Outcome> {
  const parsed = parseArguments(args);
  if (parsed.task === 'help') output.out(help.trimEnd());
  if (parsed.task === 'version') output.out(packageJson.version);
  if (parsed.task === 'wrong') {
    output.err(`${parsed.message}\nTry --help.`);
    return { exitCode: 2 };
  }
  return parsed.task === 'serve' ? serve(parsed, output) : { exitCode: 0 };
}

type Serve = Extract<Arguments, { task: 'serve' }>;

async function serve({ file, task, ...options }: Serve, { out, err }: Output): Promise<Outcome> {
  try {
    const server = await startDevServer({ flags: file, ...options, logger: { info: out, warn: err } });
    const count = server.flags().features.length;
    out(
      `Serving ${count} flag${count === 1 ? '' : 's'} of ${file}${options.watch ? ' and following its changes' : ''}`,
    );
    out(`  url    ${server.url}`);
    for (const token of options.tokens) out(`  token  ${token}`);
    out('Ctrl+C stops.');
    return { close: () => server.close() };
  } catch (error) {
    if (!(error instanceof DevServerError)) throw error;
    err(error.message);
    return { exitCode: error.code === 'INVALID_OPTIONS' ? 2 : 1 };
  }
}
