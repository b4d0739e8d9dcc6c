import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type DevServer, startDevServer } from '@unleash-client/dev-server';
import { type RedisServer, startRedis } from '@unleash-client/redis-server';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listPackages, root } from './workspace';

/** Inside node_modules, so that the programs find the packages, and git does not find the programs. */
const folder = mkdtempSync(join(root, 'apps/checks/node_modules/.readme-'));

/** The addresses and tokens that the programs name, which the test's own server stands in for. */
const ADDRESS = 'https://unleash.example.com/api';
const TOKEN = 'default:development.readme';

interface Program {
  readonly title: string;
  readonly file: string;
  readonly code: string;
}

const readmes = [
  join(root, 'README.md'),
  ...listPackages('packages').map(({ path }) => join(path, 'README.md')),
];

const programs = readmes.filter(existsSync).flatMap((readme) => {
  const name = readme.slice(root.length).replace(/\W+/g, '-');
  const blocks = [...readFileSync(readme, 'utf8').matchAll(/^```ts\n(.*?)^```/gms)];
  return blocks.map(([, code = ''], index): Program => {
    const file = join(folder, `${name}-${index + 1}.mts`);
    return { title: `${readme.slice(root.length)}, block ${index + 1}`, file, code };
  });
});

let server: DevServer;
let redis: RedisServer;

beforeAll(async () => {
  const flags = {
    'new-checkout': { rollout: 50, variants: ['blue', 'green'] },
    'pay-button': { variants: ['blue', 'green'] },
    my_toggle: true,
  };
  redis = await startRedis();
  server = await startDevServer({ flags: { flags }, port: 0, tokens: [TOKEN, '*:development.dev-token'] });
  for (const { file, code } of programs) {
    // `export {}` makes every block a module of its own, with top-level await.
    writeFileSync(file, `${code.replaceAll(ADDRESS, server.url)}\nexport {};\n`);
  }
});
afterAll(async () => {
  await server.close();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

test('every package has a README with a program in it', () => {
  expect(
    readmes.filter((readme) => !programs.some(({ title }) => title.startsWith(readme.slice(root.length)))),
  ).toEqual([]);
});

test('the programs of all READMEs compile', () => {
  const files = programs.map(({ file }) => file);
  const compiler = ts.createProgram(files, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  });
  const problems = ts.getPreEmitDiagnostics(compiler).map((problem) => {
    const text = ts.flattenDiagnosticMessageText(problem.messageText, '\n');
    return `${problem.file?.fileName.slice(folder.length + 1)}: ${text}`;
  });
  expect(problems).toEqual([]);
});

describe('the programs run', () => {
  test.each(programs)('$title', async ({ file, code }) => {
    const compiled = file.replace(/\.mts$/, '.mjs');
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    writeFileSync(compiled, outputText);
    const environment = { ...process.env, UNLEASH_TOKEN: TOKEN, REDIS_URL: redis.url, NO_COLOR: '1' };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [compiled], {
      cwd: folder,
      env: environment,
      timeout: 20_000,
    });
    expect(stderr).toBe('');
    if (code.includes('console.log')) expect(stdout).not.toBe('');
  });
});
