import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from './workspace';

/** Compiles a line as if it stood in a package's sources; returns what the compiler says. */
function compileIn(folder: string, line: string): string[] {
  const path = join(root, 'packages', folder);
  const config = ts.getParsedCommandLineOfConfigFile(
    join(path, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
        throw new Error(String(messageText));
      },
    },
  );
  if (config === undefined) throw new Error(`${path} has no tsconfig.json`);
  const file = join(path, 'src/line.ts');
  const host = ts.createCompilerHost(config.options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file
      ? ts.createSourceFile(name, `${line}\nexport {};`, ts.ScriptTarget.ES2022)
      : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], config.options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

describe.each(['core', 'events', 'cache'])('%s', (folder) => {
  test.each([
    'console.log(1);',
    'setTimeout(() => 1, 1);',
    'process.exit(1);',
    "fetch('http://127.0.0.1');",
    'document.title;',
    "import 'node:fs'; import { readFileSync } from 'node:fs'; readFileSync('x');",
    "Buffer.from('x');",
  ])('does not compile `%s`', (line) => {
    expect(compileIn(folder, line)).not.toEqual([]);
  });

  test('compiles plain ECMAScript', () => {
    expect(compileIn(folder, 'export const now = (clock: () => number): Date => new Date(clock());')).toEqual(
      [],
    );
  });
});
