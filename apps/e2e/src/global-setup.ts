import type { TestProject } from 'vitest/node';
import { createAdminApi } from './admin-api';
import { seedServer } from './seed/seed-server';
import { installServer } from './server/install-server';
import { startPostgres } from './server/start-postgres';
import { startUnleash } from './server/start-unleash';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the Unleash server of this run listens, or why there is none. */
    unleash: { readonly url: string } | { readonly failure: string };
  }
}

type Stop = () => Promise<void>;

/**
 * Installs, starts and fills the server once for all end-to-end tests; returns what stops it. A failure is handed to the
 * tests instead of thrown, since thrown it would end the whole run, with the tests of all other projects in it.
 */
export const setup = async (project: TestProject): Promise<Stop | undefined> => {
  try {
    installServer(undefined, () => console.info('e2e: npm installs the Unleash server, once'));
    const { url, stop } = await startSeeded();
    project.provide('unleash', { url });
    return stop;
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    const reason = cause instanceof Error ? `\n${cause.message}` : '';
    project.provide('unleash', { failure: `the Unleash server could not be set up: ${message}${reason}` });
    return undefined;
  }
};

const startSeeded = async (): Promise<{ url: string; stop: Stop }> => {
  const running: Stop[] = [];
  const stop = async () => {
    for (const part of running.reverse()) await part();
  };
  try {
    const postgres = await startPostgres();
    running.push(postgres.stop);
    const unleash = await startUnleash(postgres);
    running.push(unleash.stop);
    await seedServer(createAdminApi(unleash.url)).catch((cause: unknown) => {
      throw new Error(`seeding failed. The server's last lines:\n${unleash.log()}`, { cause });
    });
    return { url: unleash.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
