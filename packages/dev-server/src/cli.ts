import { runCli } from './cli/run-cli';

const outcome = await runCli(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});

if ('exitCode' in outcome) process.exitCode = outcome.exitCode;
else for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void outcome.close());
