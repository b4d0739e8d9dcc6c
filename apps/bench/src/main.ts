import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EvaluationResult } from './evaluation/run-evaluation';
import { runLoading } from './loading/run-loading';
import { drawChart } from './report/draw-chart';
import { formatEvaluation } from './report/evaluation-table';
import { formatLoading } from './report/loading-table';
import { findRuntimes } from './runtimes';

const program = fileURLToPath(new URL('evaluation-program.js', import.meta.url));
const chart = fileURLToPath(new URL('../../../docs/benchmark.svg', import.meta.url));
const print = (text: string) => process.stdout.write(`${text}\n\n`);
const usage = 'usage: npm run bench [-- --quick]';

const unknown = process.argv.slice(2).filter((option) => option !== '--quick');
if (unknown.length > 0) {
  process.stderr.write(`${usage}, got ${unknown.join(' ')}\n`);
  process.exitCode = 2;
} else {
  await runAll(process.argv.includes('--quick'));
}

/** Prints all tables. The chart for the README is drawn by whole runs only, of the newest Node.js. */
async function runAll(isQuick: boolean): Promise<void> {
  const date = new Date().toISOString().slice(0, 10);
  print(
    `${date}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, medians of 9 rounds in turns, figures vary by some 10 %`,
  );
  let newest: EvaluationResult | undefined;
  for (const node of await findRuntimes()) {
    newest = await evaluateWith(node, isQuick);
    print(formatEvaluation(newest));
  }
  if (!isQuick && newest !== undefined) writeFileSync(chart, drawChart(newest, date));
  print(
    `Node ${process.versions.node}: loading and refreshing\n${formatLoading(await runLoading({ quick: isQuick }))}`,
  );
}

/** A run in a process of its own, under the Node.js of that path. */
async function evaluateWith(node: string, isQuick: boolean): Promise<EvaluationResult> {
  const runMs = isQuick ? 5 : 25;
  const { stdout } = await promisify(execFile)(node, [program, '9', String(runMs)]);
  return JSON.parse(stdout) as EvaluationResult;
}
