import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The releases that the tables are about, by major version. */
const RELEASES = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' } as const;

/** Where the other runtimes are kept: beside the dependencies, so that a second run need not fetch them again. */
const folder = fileURLToPath(new URL('../node_modules/.runtimes/', import.meta.url));

/**
 * The path of a Node.js of each major version: the one that runs this where it is of that version, else one from npm.
 * @throws Error which says what to install when npm has none for this machine.
 */
export async function findRuntimes(): Promise<string[]> {
  const paths: string[] = [];
  for (const [major, release] of Object.entries(RELEASES)) {
    const isThisOne = process.versions.node.startsWith(`${major}.`);
    paths.push(isThisOne ? process.execPath : await install(release));
  }
  return paths;
}

async function install(release: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const home = join(folder, release);
  const path = join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(path)) return path;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', home];
  try {
    await run(npm, ['install', ...options, `${name}@${release}`], { shell: process.platform === 'win32' });
  } catch (cause) {
    throw new Error(`Node ${release} could not be installed from npm, package ${name}@${release}`, { cause });
  }
  return path;
}
