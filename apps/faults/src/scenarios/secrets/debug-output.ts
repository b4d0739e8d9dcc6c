import { RedisCache } from '@unleash-client/cache-redis';
import { atLeast } from '../../judge/findings';
import { quickOnes } from '../../quick-ones';
import type { Scenario, Setting } from '../../scenario';
import { answer } from '../../stage/answer';
import { certificate } from '../../stage/certificate';
import type { Stage } from '../../stage/stage';

const DEBUG = { NODE_DEBUG: '*', DEBUG: '*' };
const refused = { features: answer.firstly(1, answer.status(401), answer.flags('steady')) };

const stages: Readonly<Record<string, (stage: Stage) => Promise<Setting>>> = {
  'in-clear': async ({ serve }) => ({ options: { url: (await serve(refused)).url } }),
  'over-tls': async ({ serve }) => ({
    options: { url: (await serve(refused, { isSecure: true })).url, ca: certificate.cert },
  }),
  streaming: async ({ serve }) => ({ options: { url: (await serve()).url, mode: 'streaming' } }),
  'through-a-proxy-in-clear': async ({ serve, listen, secrets }) => ({
    options: { url: (await serve()).url },
    env: { HTTP_PROXY: proxyOf(await listen((socket) => socket.resetAndDestroy()), secrets.proxyPassword) },
  }),
  'through-a-tunnel': async ({ serve, listen, secrets }) => ({
    options: { url: (await serve({}, { isSecure: true })).url },
    env: {
      HTTPS_PROXY: proxyOf(
        await listen((socket) => void socket.once('data', () => socket.end('HTTP/1.1 407 No\r\n\r\n'))),
        secrets.proxyPassword,
      ),
    },
  }),
  'with-redis': async ({ serve, redis, secrets }) => ({
    options: { url: (await serve()).url },
    props: { redis: (await redis({ password: secrets.redisPassword })).url },
  }),
};

const proxyOf = (origin: string, password: string) =>
  origin.replace('//', `//user:${encodeURIComponent(password)}@`);

const debugged = (arrange: (stage: Stage) => Promise<Setting>): Scenario => ({
  title: 'everything that Node.js and libraries can be made to print',
  row: 'secrets in what is printed',
  criterion: 'with NODE_DEBUG=* and DEBUG=*: 0 secrets in the output',
  limits: { stallMs: 2000 },
  async arrange(stage) {
    const setting = await arrange(stage);
    return {
      ...setting,
      env: { ...setting.env, ...DEBUG },
      judge: ({ stderr }) => [atLeast('printed', stderr.length / 1000, 20, ' kB')],
    };
  },
  async act({ start, defer, props }) {
    const cache = props.redis === undefined ? undefined : new RedisCache({ url: props.redis });
    if (cache !== undefined) defer(() => cache.close());
    const client = await start({ logLevel: 'debug', cache }, { timeoutMs: 1000 });
    client.isEnabled('steady');
    await client.refresh();
    await client.flushMetrics();
    console.log(client, [client], { client });
  },
});

/** The ways that credentials take. */
export const debugOutput = quickOnes(
  ['in-clear', 'through-a-tunnel', 'with-redis'],
  Object.fromEntries(Object.entries(stages).map(([name, arrange]) => [name, debugged(arrange)])),
);
