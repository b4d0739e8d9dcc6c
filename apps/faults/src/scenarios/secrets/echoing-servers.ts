import { atLeast } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario } from '../../scenario';
import { type Answer, answer } from '../../stage/answer';

type Echo = (secret: string) => Answer;

const echoes: Readonly<Record<string, Echo>> = {
  'in-a-401': (secret) => answer.status(401, { 'www-authenticate': `Bearer ${secret}` }, secret),
  'in-the-status-line': (secret) => (_, response) => response.writeHead(500, `no ${secret}`).end(secret),
  'in-broken-json': (secret) => answer.text(`{"features": ${secret}`),
  'in-the-names-of-fields': (secret) => answer.text(JSON.stringify({ [secret]: [], features: secret })),
  'in-an-encoding': (secret) => answer.status(200, { 'content-encoding': secret }, '{}'),
  'in-a-redirect': (secret) =>
    answer.redirect(`http://${encodeURIComponent(secret)}@127.0.0.1:2/?token=${secret}`),
  'in-a-redirect-by-path': (secret) => answer.redirect(`/${secret}`),
  'in-no-http': (secret) => (request) => request.socket.end(`${secret}\r\n\r\n`),
  'in-retry-after': (secret) => answer.status(429, { 'retry-after': secret }),
};

const echoed = (echo: Echo): Scenario => ({
  title: 'a server that sends the token back',
  row: 'secrets in what is printed',
  criterion: '0 secrets in logs, events, errors and files',
  async arrange({ serve, secrets }) {
    const all = echo(secrets.token);
    const server = await serve({ features: all, metrics: all, register: all, streaming: all, delta: all });
    return { options: { url: server.url, logLevel: 'debug', requestRetries: 0 } };
  },
  async act({ start, show, note, errors }) {
    const client = await start({}, { timeoutMs: 500 });
    client.isEnabled('steady');
    await client.refresh();
    await client.flushMetrics();
    for (const error of errors) {
      console.error(error);
      show(error.cause);
      show(error.stack);
    }
    note(atLeast('errors', errors.length, 1));
  },
});

/** Whatever comes back may hold what was sent. */
export const echoingServers = quickOnes(
  ['in-a-401', 'in-broken-json', 'in-a-redirect', 'in-no-http'],
  Object.fromEntries(Object.entries(echoes).map(([name, echo]) => [name, echoed(echo)])),
);
