import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './workspace';

describe('SECURITY.md', () => {
  const security = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const named = [
    ...new Set(
      [...security.matchAll(/`((?:packages|apps|tooling|\.github)\/[^`]+)`/g)].map(([, path]) => path),
    ),
  ];

  test('names a test for each promise', () => {
    const promises = [...security.matchAll(/^\| \*\*.+$/gm)].map(([row]) => row);
    expect(promises.length).toBeGreaterThan(8);
    expect(promises.filter((row) => !/`[^`]+\.test\.ts`/.test(row))).toEqual([]);
  });

  test.each(named)('names %s, which exists', (path = '') => expect(existsSync(join(root, path))).toBe(true));
});

test('nothing in the packages makes code of texts: all of them run where that is forbidden', () => {
  const program = `
    import { UnleashClient } from 'unleash-client';
    import { compile, evaluate, parsePayload } from '@unleash-client/core';
    import { re2 } from '@unleash-client/core/re2';
    import { startDevServer } from '@unleash-client/dev-server';
    import '@unleash-client/cache-redis';
    import '@unleash-client/conformance';
    const constraints = [
      { contextName: 'userId', operator: 'REGEX', value: '^(a|b)+$' },
      { contextName: 'remoteAddress', operator: 'IN_CIDR', values: ['10.0.0.0/8'] },
      { contextName: 'version', operator: 'SEMVER_GT', value: '1.2.3' },
    ];
    const features = [{ name: 'f', enabled: true, strategies: [{ name: 'default', constraints }] }];
    const { payload } = parsePayload({ features });
    const flags = compile(payload, { now: Date.now, random: Math.random, regex: re2 });
    const context = { userId: 'ab', remoteAddress: '10.1.2.3', properties: { version: '2.0.0' } };
    const server = await startDevServer({ flags: { flags: { on: true } }, port: 0 });
    const customHeaders = { Authorization: server.token };
    const client = new UnleashClient({ url: server.url, appName: 'checks', customHeaders });
    await client.initialize();
    console.log(evaluate(flags, 'f', context).enabled, client.isEnabled('on'));
    await client.destroy();
    await server.close();
  `;
  const flags = ['--disallow-code-generation-from-strings', '--disable-proto=throw', '--input-type=module'];
  const run = (code: string) =>
    execFileSync(process.execPath, [...flags, '--eval', code], {
      cwd: join(root, 'apps/checks'),
      stdio: 'pipe',
      encoding: 'utf8',
    });
  expect(run(program)).toBe('true true\n');
  expect(() => run('new Function("")')).toThrow('Code generation from strings disallowed');
});

describe('the workflows', () => {
  const folder = join(root, '.github/workflows');
  const workflows = readdirSync(folder).map(
    (name) => [name, readFileSync(join(folder, name), 'utf8')] as const,
  );
  const release = readFileSync(join(folder, 'release.yml'), 'utf8');

  test.each(workflows)('%s pins each action to a commit', (_, text) => {
    const uses = [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action);
    expect(uses.length).toBeGreaterThan(0);
    for (const action of uses) expect(action).toMatch(/^[\w-]+\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('test every version of Node.js that is supported, with the one command', () => {
    const text = readFileSync(join(folder, 'ci.yml'), 'utf8');
    expect(text).toContain('node: [20, 22, 24]');
    expect(text).toContain('run: npm test\n');
  });

  test('publish what has passed the tests, and sign where it came from', () => {
    expect(release).toMatch(/run: npm test\n[\s\S]+changeset publish\n/);
    expect(release).toMatch(/NPM_CONFIG_PROVENANCE: ["']true["']/);
    expect(release).toContain('id-token: write');
  });
});

test('the root of the repository has room for a glance: at most twenty entries', () => {
  const files = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  expect(new Set(files.map((file) => file.split('/')[0])).size).toBeLessThanOrEqual(20);
});
