import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packAll } from './pack-all';

const packed = packAll();
afterAll(() => {
  for (const { tarball } of packed) rmSync(dirname(tarball), { recursive: true });
});

describe.each(packed.map((pkg) => [pkg.manifest.name, pkg] as const))(
  '%s',
  (_, { tarball, manifest, path }) => {
    const data = readFileSync(tarball);

    test('satisfies publint', async () => {
      const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) as ArrayBuffer;
      const { messages } = await publint({ pack: { tarball: bytes }, strict: true });
      expect(messages.map((message) => formatMessage(message, manifest as never, { color: false }))).toEqual(
        [],
      );
    });

    test('has types that are right for every way of importing it', async () => {
      const result = await checkPackage(createPackageFromTarballData(data));
      // Resolution `node10` knows no exports map, and thus no subpaths; nothing that runs here uses it.
      const problems = result.types
        ? result.problems.filter((p) => !('resolutionKind' in p) || p.resolutionKind !== 'node10')
        : ['no types'];
      expect(problems).toEqual([]);
    });

    test('brings a README and the licence, and no sources', () => {
      const files = execFileSync('tar', ['tzf', tarball], { encoding: 'utf8' });
      expect(files).toContain('package/README.md');
      expect(files).toContain('package/LICENSE');
      expect(files).not.toMatch(/package\/(src|tsup)|\.test\./);
      expect(path).not.toBe('');
    });
  },
);

describe('installed from the tarballs into an empty folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unleash-installed-'));
  const run = (script: string, file: string) => {
    writeFileSync(join(folder, file), script);
    return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' });
  };
  /** What a bundle of questions to every package prints, however it was loaded. */
  const questions = `
    const { payload } = core.parsePayload({ features: [{ name: 'a', enabled: true, strategies: [{ name: 'default' }] }] });
    const flags = core.compile(payload, { now: Date.now, random: Math.random, regex: regex.re2 });
    const client = new umbrella.UnleashClient({ url: 'http://127.0.0.1:1/api', appName: 'packed', logLevel: 'silent', bootstrap: { features: [{ name: 'a', enabled: true }] } });
    console.log(core.evaluate(flags, 'a').enabled, client.isEnabled('a'), typeof server.startDevServer, typeof http.createTransport);
    const caches = [new file.FileCache(), new redis.RedisCache({ url: 'redis://127.0.0.1:1' })];
    console.log(caches.length, bootstrap.fromFile('flags.json').name, typeof kit.cacheConformance);
    console.log(umbrella.UnleashError === http.UnleashError, umbrella.MemoryCache === cache.MemoryCache);
  `;

  const answers = 'true true function function\n2 the file flags.json function\ntrue true\n';

  beforeAll(() => {
    const dependencies = Object.fromEntries(packed.map((pkg) => [pkg.manifest.name, `file:${pkg.tarball}`]));
    // The packages depend on one another by version, which no registry has yet: the tarballs stand in.
    const manifest = { name: 'installed', private: true, dependencies, overrides: dependencies };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    execFileSync('npm', ['install', ...options], { cwd: folder, stdio: 'pipe' });
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test('every package can be imported', () => {
    const script = `
      import * as core from '@unleash-client/core'; import * as regex from '@unleash-client/core/re2';
      import * as umbrella from 'unleash-client'; import * as server from '@unleash-client/dev-server';
      import * as http from '@unleash-client/http'; import * as file from '@unleash-client/cache-file';
      import * as redis from '@unleash-client/cache-redis'; import * as bootstrap from '@unleash-client/bootstrap';
      import * as kit from '@unleash-client/conformance'; import * as cache from '@unleash-client/cache'; ${questions}`;
    expect(run(script, 'imported.mjs')).toBe(answers);
  });

  test('every package can be required', () => {
    const script = `
      const core = require('@unleash-client/core'); const regex = require('@unleash-client/core/re2');
      const umbrella = require('unleash-client'); const server = require('@unleash-client/dev-server');
      const http = require('@unleash-client/http'); const file = require('@unleash-client/cache-file');
      const redis = require('@unleash-client/cache-redis'); const bootstrap = require('@unleash-client/bootstrap');
      const kit = require('@unleash-client/conformance'); const cache = require('@unleash-client/cache'); ${questions}`;
    expect(run(script, 'required.cjs')).toBe(answers);
  });

  test('the bin of the dev server starts', () => {
    const bin = join(folder, 'node_modules/.bin/unleash-dev-server');
    expect(execFileSync(bin, ['--version'], { encoding: 'utf8' })).toMatch(/\d+\.\d+\.\d+/);
  });
});
