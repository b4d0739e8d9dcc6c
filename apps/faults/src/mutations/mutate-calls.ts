import { type UnleashClient, UnleashError } from 'unleash-client';
import { checkFaults, checkMessage, listenForFaults } from './faults-told';
import type { MutationRun } from './mutation-run';
import { oddValues } from './odd-values';
import { startWithFlags } from './start-with-flags';
import type { Counter } from './tally';

/** Each may refuse what is odd by an error of ours, or a TypeError where it says so; the others never throw. */
type Call = (client: UnleashClient, odd: never) => unknown;

const refusing: Readonly<Record<string, Call>> = {
  initialize: (client, odd) => client.initialize(odd),
  'initialize.timeoutMs': (client, odd) => client.initialize({ timeoutMs: odd }),
  'initialize.fetchToggles': (client, odd) => client.initialize({ fetchToggles: odd }),
  setMode: (client, odd) => client.setMode(odd),
  'on (a listener)': (client, odd) => client.on('ready', odd),
  'once (a listener)': (client, odd) => client.once('ready', odd),
  'on (a name)': (client, odd) => client.on(odd, () => undefined)(),
  'once (a name)': (client, odd) => client.once(odd, () => undefined)(),
  'off (a name)': (client, odd) => client.off(odd, () => undefined),
  'off (a listener)': (client, odd) => client.off('ready', odd),
  destroy: (client, odd) => client.destroy(odd),
  'destroy.flush': (client, odd) => client.destroy({ flush: odd }),
  'destroy.timeoutMs': (client, odd) => client.destroy({ flush: false, timeoutMs: odd }),
};

const accepting: Readonly<Record<string, Call>> = {
  'a listener that returns it': (client, odd) => {
    client.on('impression', () => odd);
    return client.isEnabled('impressions', { userId: '7' });
  },
  'a listener that throws it': (client, odd) => {
    client.on('impression', () => {
      throw odd;
    });
    return client.isEnabled('impressions', { userId: '7' });
  },
  defineCounter: ({ impactMetrics }, odd) => impactMetrics.defineCounter(odd, odd),
  defineGauge: ({ impactMetrics }, odd) => impactMetrics.defineGauge(odd, odd),
  defineHistogram: ({ impactMetrics }, odd) => impactMetrics.defineHistogram('h', odd, odd),
  incrementCounter: ({ impactMetrics }, odd) => {
    impactMetrics.defineCounter('c', 'odd');
    impactMetrics.incrementCounter(odd, odd, odd);
    impactMetrics.incrementCounter('c', odd);
    impactMetrics.incrementCounter('c', 1, odd);
    impactMetrics.incrementCounter('c', 1, { label: odd });
  },
  updateGauge: ({ impactMetrics }, odd) => {
    impactMetrics.defineGauge('g', 'odd');
    impactMetrics.updateGauge('g', odd);
    impactMetrics.updateGauge('g', 1, odd);
  },
  observeHistogram: ({ impactMetrics }, odd) => {
    impactMetrics.defineHistogram('o', 'odd');
    impactMetrics.observeHistogram('o', odd);
    impactMetrics.observeHistogram('o', 1, odd);
  },
};

/** Calls every method with odd arguments. */
export async function mutateCalls(run: MutationRun, counter: Counter): Promise<void> {
  for (const [calls, mayRefuse] of [
    [refusing, true],
    [accepting, false],
  ] as const) {
    for (const [name, call] of Object.entries(calls)) {
      // What somebody makes a name or a label is no secret any more.
      const isNaming = / |Counter|Gauge|Histogram/.test(name);
      const odds = oddValues.filter((odd) => !isNaming || odd.name !== 'a secret');
      for (const odd of odds.filter(run.isDue)) {
        const trial = counter.begin(`${name}: ${odd.name}`);
        const started = name.startsWith('initialize') ? startWithout(run) : await startWithFlags(run);
        const faults = listenForFaults(started.client);
        try {
          await call(started.client, odd.make() as never);
          await started.client.flushMetrics();
        } catch (thrown) {
          const isRefusal =
            (thrown instanceof UnleashError && thrown.code === 'INVALID_OPTION') ||
            (thrown instanceof TypeError && 'code' in thrown && thrown.code === 'INVALID_OPTION');
          if (!mayRefuse || !isRefusal) trial.threw(name, thrown);
          else checkMessage(thrown.message, trial);
        }
        await started.end().catch((thrown) => trial.threw('destroy', thrown));
        // A call above is several, about several metrics.
        checkFaults(faults.take(), trial, { most: 4 });
      }
    }
  }
}

function startWithout(run: MutationRun) {
  const client = run.createClient({ url: 'http://127.0.0.1:1/api' });
  return { client, end: () => client.destroy({ flush: false }) };
}
