import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevServer } from '@unleash-client/dev-server';
import { UnleashClient } from 'unleash-client';
import { createFileKeyv } from './create-file-keyv';
import { createKeyvCache } from './create-keyv-cache';

/** A client fills a Keyv cache; the next one starts from it, though the server is gone. */
export async function runExample(print: (text: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'keyv-cache-'));
  const server = await startDevServer({ flags: { flags: { 'new-checkout': true } }, port: 0 });
  const createClient = () =>
    new UnleashClient({
      url: server.url,
      appName: 'keyv-example',
      customHeaders: { Authorization: server.token },
      requestRetries: 0,
      logLevel: 'silent', // of the faults, the first one is printed below
      cache: createKeyvCache(createFileKeyv(folder)),
    });
  const use = async (name: string) => {
    await using client = createClient();
    client.once('error', ({ error }) => print(`The ${name} client reports: ${error.message}`));
    const { source } = await client.initialize();
    const answer = client.isEnabled('new-checkout') ? 'on' : 'off';
    print(`The ${name} client has its flags from the ${source}: new-checkout is ${answer}.`);
  };
  try {
    print(`A server serves new-checkout; the cache is the folder ${folder}.`);
    await use('first');
    print(`It has left ${(await readdir(folder)).length} file there. Now the server stops.`);
    await server.close();
    await use('second');
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}
