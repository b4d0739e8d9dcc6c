import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheConformance } from '@unleash-client/conformance';
import { afterAll, describe, test } from 'vitest';
import { FileCache } from './file-cache';

const directory = mkdtempSync(join(tmpdir(), 'unleash-cache-file-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('a cache in files keeps the contract of caches: it', () => {
  cacheConformance({ test, create: () => new FileCache({ directory }) });
});
