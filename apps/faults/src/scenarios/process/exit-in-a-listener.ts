import type { Scenario } from '../../scenario';

/** An application that gives up in the middle of our work. */
export const exitInAListener: Scenario = {
  title: 'process.exit in a listener',
  row: 'the end of a process',
  criterion: 'ends with the code of the application, ≤ 1 s',
  ends: { code: 5 },
  keepsClients: true,
  limits: { exitMs: 1000 },
  async arrange({ serve, cue }) {
    const server = await serve();
    cue('exit', () => undefined);
    return { options: { url: server.url, flushOnExit: true } };
  },
  async act({ create, cue, pass }) {
    const client = create();
    await cue('exit');
    client.on('fetched', () => process.exit(5));
    await client.initialize();
    await pass(5000);
  },
};
