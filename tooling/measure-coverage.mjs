// Runs the tests of packages, those of each by themselves, and fails where they reach less of its lines or branches than
// vitest.config.ts asks for: node tooling/measure-coverage.mjs [core http …]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const MEASURED = ['core', 'http', 'fetcher', 'metrics', 'cache', 'cache-file', 'cache-redis'];

const measure = (name) => {
  process.stdout.write(`\n${name}\n`);
  const options = ['--coverage', `--coverage.include=packages/${name}/src/**/*.ts`, '--reporter=dot'];
  const { status } = spawnSync('vitest', ['run', `--project=${name}`, ...options], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const { lines, branches } = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8')).total;
  return { name, isEnough: status === 0, lines: lines.pct, branches: branches.pct };
};

const asked = process.argv.slice(2);
const figures = (asked.length > 0 ? asked : MEASURED).map(measure);
process.stdout.write('\npackage        lines %  branches %\n');
for (const { name, isEnough, lines, branches } of figures) {
  const columns = [name.padEnd(12), String(lines).padStart(9), String(branches).padStart(12)];
  process.stdout.write(`${columns.join('')}${isEnough ? '' : '  too little, or a test failed'}\n`);
}
if (figures.some(({ isEnough }) => !isEnough)) process.exitCode = 1;
