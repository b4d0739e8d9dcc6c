import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDevServer } from '@unleash-client/dev-server';
import type { Colors } from 'picocolors/types';
import { type ChangedEvent, type ReadyEvent, UnleashClient } from 'unleash-client';
import { askAll } from './ask-all';
import { renderAnswers } from './render-answers';
import { renderWhy } from './render-why';
import { users } from './users';

export interface DemoOptions {
  /** Prints a line (or several). */
  readonly print: (text: string) => void;
  readonly colors: Colors;
}

const TOKEN = 'default:development.demo-token';

/** The whole path of a flag: from a file, through a server, into a client, to its users, and changed while all run. */
export async function runDemo({ print, colors }: DemoOptions): Promise<void> {
  const flags = new URL('../flags.yaml', import.meta.url);
  const server = await startDevServer({ flags, port: 0, tokens: [TOKEN] });
  const step = (text: string) => print(`${colors.cyan('▸')} ${text}`);
  // Without it the flags would be kept in the user's cache folder, as is right for everything but a demo.
  const cacheDirectory = await mkdtemp(join(tmpdir(), 'unleash-demo-'));
  const options = {
    url: server.url,
    appName: 'demo-shop',
    customHeaders: { Authorization: TOKEN },
    refreshInterval: 1000,
    cacheDirectory,
  };
  try {
    step(`An Unleash dev server serves ${colors.bold('apps/demo/flags.yaml')} at ${server.url}`);
    const client = new UnleashClient(options);
    const started = performance.now();
    const { source, flags: count } = await client.initialize();
    const took = Math.round(performance.now() - started);
    step(
      `The client has ${count} flags from the ${source}, ${took} ms after it was started. Who gets what, and why:`,
    );
    const before = askAll(client);
    print(renderAnswers(before, colors));

    step(`Why does Astrid not get ${colors.bold('new-checkout')}? The client explains:`);
    print(renderWhy(client.explain('new-checkout', users.get('Astrid')), colors));

    step(`Somebody rolls ${colors.bold('new-checkout')} out to all users…`);
    const changed = nextChange(client);
    const edited = performance.now();
    server.updateFlag('new-checkout', { strategies: [{ rollout: 100, stickiness: 'userId' }] });
    const { updated } = await changed;
    const waited = Math.round(performance.now() - edited);
    step(`…and ${waited} ms later, at its next poll, the client says that ${updated.join(', ')} changed:`);
    print(renderAnswers(askAll(client), colors, before));

    step('Client and server are stopped. The application starts again, and there is no server:');
    await client.destroy();
    await server.close();
    await using restarted = new UnleashClient({ ...options, logLevel: 'silent' });
    const restartedAt = performance.now();
    const ready = new Promise<ReadyEvent>((resolve) => restarted.once('ready', resolve));
    void restarted.initialize();
    const { source: kept } = await ready;
    const back = Math.round(performance.now() - restartedAt);
    const isOn = restarted.isEnabled('new-checkout', users.get('Astrid'));
    step(
      `…${back} ms later it has its flags from the ${kept}. Does Astrid get new-checkout? ${isOn ? 'Yes' : 'No'}.`,
    );
  } finally {
    await server.close();
    await rm(cacheDirectory, { recursive: true });
  }
  step(`All is stopped. ${colors.dim('What to read next: README.md')}`);
}

const nextChange = (client: UnleashClient): Promise<ChangedEvent> =>
  new Promise((resolve) => client.once('changed', resolve));
