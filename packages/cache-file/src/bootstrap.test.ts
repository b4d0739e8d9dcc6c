import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BOOTSTRAP_KEY, parseSnapshot } from '@unleash-client/cache';
import { describe, expect, onTestFinished, test } from 'vitest';
import { FileCache } from './file-cache';
import { tempFolder } from './testing/temp-folder.testing';

const body = '{"version":2,"features":[]}';

const open = () => {
  const directory = tempFolder();
  const cache = new FileCache({ directory });
  const stored = async () => parseSnapshot((await cache.get(BOOTSTRAP_KEY)) ?? '');
  return { directory, cache, stored };
};

describe('flags to start with', () => {
  test('come from an object', async () => {
    const { cache, stored } = open();
    await cache.bootstrapFromDict(JSON.parse(body));
    expect(await stored()).toMatchObject({ body, source: 'bootstrap' });
  });

  test('come from a file, and a file without flags is refused', async () => {
    const { cache, stored, directory } = open();
    const file = join(directory, 'flags.json');
    writeFileSync(file, body);
    await cache.bootstrapFromFile(file);
    writeFileSync(file, '<html>');
    await expect(cache.bootstrapFromFile(file)).rejects.toMatchObject({ code: 'BOOTSTRAP' });
    expect(await stored()).toMatchObject({ body, source: 'bootstrap' });
  });

  test('come from an address, with the headers for it', async () => {
    const { cache, stored } = open();
    const server = createServer(({ headers }, response) =>
      response.end(headers['x-key'] === 'secret' ? body : 'no'),
    );
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/flags.json`;
    await expect(cache.bootstrapFromUrl(url)).rejects.toMatchObject({ code: 'BOOTSTRAP' });
    await cache.bootstrapFromUrl(url, { headers: { 'x-key': 'secret' } });
    expect(await stored()).toMatchObject({ body, source: 'bootstrap' });
  });
});
