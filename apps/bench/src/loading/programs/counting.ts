import { createUnleashExporter, createUsageCounts } from '@unleash-client/metrics';
import Metrics from 'official-client/lib/metrics.js';
import { cpuSince } from '../../cpu-since';
import { flagName } from '../large-payload';

/** What both clients take for what they count, CPU time in milliseconds, round by round. */
export interface CountingFigures {
  /** One evaluation of each flag is counted. */
  readonly counting: Record<'ours' | 'official', number[]>;
  /** What was counted becomes the text, or texts, to send. */
  readonly report: Record<'ours' | 'official', number[]>;
}

/** Reports a round: one alone is too short for the clock. */
const WINDOWS = 20;
const WARM_UP = 3;

interface Contestant {
  /** Counts one evaluation of each flag. */
  countAll(): void;
  /** Answers with the characters of all texts. */
  report(): number | Promise<number>;
}

const [flags = '0', rounds = '0'] = process.argv.slice(2);
const names = Array.from({ length: Number(flags) }, (_, index) => flagName(index));

function createOurs(): Contestant {
  const counts = createUsageCounts({ now: Date.now });
  // A client has the counter of a flag beside the flag, and looks for neither once more.
  const counters = names.map(counts.counterOf);
  let characters = 0;
  const exporter = createUnleashExporter({
    // Takes everything, at once.
    http: {
      request: async ({ body = '' }) => {
        characters += body.length;
        return { status: 202, text: '', url: '', header: () => undefined };
      },
    },
    identity: {
      appName: 'bench',
      instanceId: 'bench',
      connectionId: 'bench',
      platformName: 'node',
      platformVersion: process.versions.node,
      specVersion: '5.2.0',
    },
    intervalMs: 60_000,
    now: Date.now,
    onSent: () => undefined,
    onDropped: (error) => {
      throw error;
    },
  });
  const { signal } = new AbortController();
  return {
    countAll() {
      for (const counter of counters) counter.count(true);
    },
    async report() {
      characters = 0;
      await exporter.export({ usage: counts.take(), impact: [] }, signal);
      return characters;
    },
  };
}

function createOfficial(): Contestant {
  // A CommonJS module, whose default export is a property of its own.
  const { default: OfficialMetrics } = Metrics as unknown as { default: typeof Metrics };
  const metrics = new OfficialMetrics({
    appName: 'bench',
    instanceId: 'bench',
    connectionId: 'bench',
    strategies: [],
    metricsInterval: 60_000,
    url: 'http://127.0.0.1:9/api',
  });
  return {
    countAll() {
      for (const name of names) metrics.count(name, true);
    },
    report: () => JSON.stringify(metrics.createMetricsData([])).length,
  };
}

async function measure({ countAll, report }: Contestant): Promise<{ countingMs: number; reportMs: number }> {
  let [countingMs, reportMs] = [0, 0];
  for (let window = 0; window < WINDOWS; window += 1) {
    let start = process.cpuUsage();
    countAll();
    countingMs += cpuSince(start);
    start = process.cpuUsage();
    const characters = await report();
    reportMs += cpuSince(start);
    // `"flag-1":{"yes":1,"no":0,"variants":{}},` and more for each.
    if (characters < names.length * 40) throw new Error(`a report has only ${characters} characters`);
  }
  return { countingMs: countingMs / WINDOWS, reportMs: reportMs / WINDOWS };
}

async function run(): Promise<CountingFigures> {
  const contestants = { ours: createOurs(), official: createOfficial() };
  const figures: CountingFigures = {
    counting: { ours: [], official: [] },
    report: { ours: [], official: [] },
  };
  for (let round = -WARM_UP; round < Number(rounds); round += 1) {
    for (const name of ['ours', 'official'] as const) {
      const { countingMs, reportMs } = await measure(contestants[name]);
      if (round < 0) continue;
      figures.counting[name].push(countingMs);
      figures.report[name].push(reportMs);
    }
  }
  return figures;
}

process.once('disconnect', () => process.exit());
process.on('message', async () => process.send?.(await run()));
process.send?.('ready');
