// Runs a command whose output nobody wants to read as long as it succeeds:
// node tooling/run-quietly.mjs Building SKIP_DECLARATIONS=1 turbo run build
import { spawn } from 'node:child_process';

const [title = '', ...words] = process.argv.slice(2);
const isVariable = (word) => /^[A-Z_]+=/.test(word);
const variables = Object.fromEntries(words.filter(isVariable).map((word) => word.split('=')));
const [command = '', ...options] = words.filter((word) => !isVariable(word));
const started = performance.now();
process.stdout.write(`${title}… `);

const child = spawn(command, options, {
  stdio: ['ignore', 'pipe', 'pipe'],
  // npm's programs are scripts on Windows, which only a shell can start.
  shell: process.platform === 'win32',
  env: {
    ...process.env,
    ...variables,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    // The scripts are run with --silent, which would silence their errors too.
    npm_config_reporter: 'default',
  },
});
const output = [];
child.stdout.on('data', (chunk) => output.push(chunk));
child.stderr.on('data', (chunk) => output.push(chunk));
child.on('error', (error) => output.push(Buffer.from(String(error))));
child.on('close', (code) => {
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(1)} s\n`);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  process.exitCode = code ?? 1;
});
