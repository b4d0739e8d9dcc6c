import { atLeast } from '../../judge/findings';
import type { Scenario } from '../../scenario';

/** The application's own functions know the secrets, and their errors may repeat them. */
export const failingFunctions: Scenario = {
  title: 'header functions, fetch and caches that fail with the token in their words',
  row: 'secrets in what is printed',
  criterion: '0 secrets in logs, events and errors',
  async arrange({ serve }) {
    const server = await serve();
    return { options: { url: server.url, logLevel: 'debug', requestRetries: 0, refreshInterval: 0 } };
  },
  async act({ start, secrets, note, show, errors }) {
    const { token, urlPassword } = secrets;
    const fail = async (): Promise<never> => {
      const cause = Object.assign(new Error(`Bearer ${token}`), {
        config: { headers: { Authorization: token } },
      });
      throw new Error(`could not reach https://user:${encodeURIComponent(urlPassword)}@vault.example.com`, {
        cause,
      });
    };
    let isFirst = true;
    const headers = async () => {
      if (!isFirst) return fail();
      isFirst = false;
      return { Authorization: token };
    };
    const quick = { timeoutMs: 500 };
    const clients = [
      await start({ customHeaders: headers }, quick),
      await start({ fetch: async (_, init) => Promise.reject(new TypeError(JSON.stringify(init))) }, quick),
      await start({ cache: { get: fail, set: fail } }, quick),
      await start({ bootstrap: { name: 'vault', load: fail } }, quick),
    ];
    for (const client of clients) await client.refresh();
    for (const error of errors) {
      console.error(error);
      show(error.cause);
    }
    note(atLeast('errors', errors.length, 3));
  },
};
