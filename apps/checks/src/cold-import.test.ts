import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './workspace';

const run = (program: string): string[] =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: join(root, 'apps/checks'),
      encoding: 'utf8',
    }),
  );

describe('an import of unleash-client', () => {
  test('reads four files', () => {
    // The engine tells of every script that it compiles, however that was loaded.
    const files = run(`
      import { Session } from 'node:inspector';
      const session = new Session();
      const files = new Set();
      session.connect();
      session.on('Debugger.scriptParsed', ({ params }) => files.add(params.url));
      session.post('Debugger.enable');
      await import('unleash-client');
      console.log(JSON.stringify([...files].filter((url) => /\\/(packages|node_modules)\\//.test(url))));
    `);
    const ours = ['packages/cache', 'packages/core', 'packages/http', 'packages/unleash-client'];
    expect(files.map((url) => url.replace(/.*\/(packages\/[^/]+)\/dist\/index\.js$/, '$1')).sort()).toEqual(
      ours,
    );
  });

  test('loads no large part of Node.js, nor a second loader', () => {
    const loaded = run(`
      await import('unleash-client');
      console.log(JSON.stringify(process.moduleLoadList.map((name) => name.replace('NativeModule ', ''))));
    `);
    const large = ['http', 'https', 'tls', 'crypto', 'zlib', 'perf_hooks', 'internal/deps/undici/undici'];
    expect(loaded).toContain('fs');
    expect(loaded.filter((name) => large.includes(name) || name.includes('cjs-module-lexer'))).toEqual([]);
  });
});
