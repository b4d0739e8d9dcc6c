import type { UnleashOptions } from 'unleash-client';
import type { World } from '../../child/world';
import type { Scenario, Setting } from '../../scenario';
import { answer } from '../../stage/answer';
import type { Stage } from '../../stage/stage';

interface State {
  /** What the client waits for. */
  readonly arrange?: (stage: Stage) => Promise<Setting>;
  readonly reach: (world: World) => unknown;
  /** Counts are unsent and nobody takes them. */
  readonly isUnsent?: true;
}

const hang = answer.hang;
const never = () => new Promise<never>(() => undefined);
const polling = async ({ serve }: Stage): Promise<Setting> => ({
  options: { url: (await serve()).url, refreshInterval: 50, metricsInterval: 50 },
});
const hanging = async ({ serve }: Stage): Promise<Setting> => ({
  options: {
    url: (await serve({ features: hang, streaming: hang, delta: hang, metrics: hang, register: hang })).url,
  },
});
/** Starts and does not wait for it. */
const begin =
  (options: (world: World) => Partial<UnleashOptions> = () => ({}), how = {}) =>
  async (world: World) => {
    void world.create(options(world)).initialize(how);
    await world.pass(100);
  };

const states: Readonly<Record<string, State>> = {
  'never-initialized': { reach: ({ create }) => void create() },
  'at-the-first-moment': { arrange: hanging, reach: ({ create }) => void create().initialize() },
  'first-request-hangs': { arrange: hanging, reach: begin() },
  'streaming-hangs': { arrange: hanging, reach: begin(() => ({ mode: 'streaming' })) },
  'delta-hangs': { arrange: hanging, reach: begin(() => ({ mode: 'delta' })) },
  'quick-retries': { reach: begin() },
  polling: { arrange: polling, reach: ({ start }) => start() },
  'refresh-in-flight': {
    arrange: hanging,
    async reach({ start }) {
      const client = await start({}, { timeoutMs: 50 });
      void client.refresh();
    },
  },
  'no-answer-to-metrics': {
    isUnsent: true,
    arrange: async ({ serve }) => ({ options: { url: (await serve({ metrics: hang })).url } }),
    async reach({ start }) {
      const client = await start();
      client.isEnabled('steady');
    },
  },
  'flush-in-flight': {
    isUnsent: true,
    arrange: async ({ serve }) => ({ options: { url: (await serve({ metrics: hang })).url } }),
    async reach({ start, pass }) {
      const client = await start();
      client.isEnabled('steady');
      void client.flushMetrics();
      await pass(50);
    },
  },
  'server-gone-with-counts': {
    isUnsent: true,
    async arrange({ serve, cue }) {
      const server = await serve();
      cue('down', () => server.shut());
      return { options: { url: server.url } };
    },
    async reach({ start, cue }) {
      const client = await start();
      client.isEnabled('steady');
      await cue('down');
    },
  },
  'header-function-hangs': { arrange: polling, reach: begin(() => ({ customHeaders: never })) },
  'bootstrap-hangs': { arrange: polling, reach: begin(() => ({ bootstrap: { name: 'slow', load: never } })) },
  'cache-hangs': {
    arrange: polling,
    reach: begin(() => ({ cache: { get: never, set: never, exists: never, close: never } })),
  },
  follower: { arrange: polling, reach: ({ start }) => start({}, { fetchToggles: false, timeoutMs: 50 }) },
  elected: { arrange: polling, reach: ({ start }) => start({}, { fetchToggles: 'elected' }) },
  'flush-on-exit': { arrange: polling, reach: ({ start }) => start({ flushOnExit: true }) },
  'fetch-as-transport': { arrange: hanging, reach: begin(() => ({ fetch })) },
  twice: {
    arrange: polling,
    async reach({ start }) {
      const client = await start();
      void client.destroy();
      void client.destroy();
    },
  },
};

const destroyedIn = ({ arrange, reach, isUnsent }: State): Scenario => ({
  title: 'destroy() in every state',
  row: 'the end of a process',
  criterion: `destroy ≤ ${isUnsent === true ? 3 : 1} s and exit ≤ 1 s after it`,
  limits: { destroyMs: isUnsent === true ? 3000 : 1000, exitMs: 1000 },
  ...(arrange === undefined ? {} : { arrange }),
  act: (world) => reach(world),
});

/** Whatever a client is doing, it can be stopped. */
export const destroyInEveryState = Object.fromEntries(
  Object.entries(states).map(([name, state]) => [name, destroyedIn(state)]),
);
