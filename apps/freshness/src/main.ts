import { MODES } from './modes';
import { runHeap } from './run-heap';
import { runLatency } from './run-latency';
import { runRefreshCost } from './run-refresh-cost';
import { summarize } from './summarize';

const print = (text: string) => process.stdout.write(`${text}\n`);

const programs: Readonly<Record<string, (count?: number) => Promise<void>>> = {
  /** How soon a change is in use. */
  async latency(changes = 50) {
    const latencies = await runLatency(changes);
    print(`from the change at the server to the answer of isEnabled, ${changes} changes`);
    for (const mode of MODES) {
      const how = mode === 'streaming' ? 'as it happens' : 'by refresh()';
      print(`${mode}, ${how}: ${summarize(latencies[mode])}`);
    }
  },
  /** What a refresh costs. */
  async refresh(rounds = 9) {
    const flags = 10_000;
    const { bytes, costs } = await runRefreshCost(flags, rounds);
    print(`CPU time of refreshing ${flags} flags (${(bytes / 1e6).toFixed(1)} MB) of which two changed`);
    for (const [name, { inUse, stored }] of Object.entries(costs)) {
      print(`${name}: in use ${summarize(inUse)}; stored ${summarize(stored)}`);
    }
  },
  /** Whether memory stays flat. */
  async heap(events = 10_000) {
    const { before, after, streams } = await runHeap(events);
    const kB = (bytes: number) => `${Math.round(bytes / 1024)} kB`;
    print(`${after.changes - before.changes} events over ${streams} stream`);
    print(`heap ${kB(before.heap)}, then ${kB(after.heap)}: ${kB(after.heap - before.heap)} more`);
  },
};

const [name = '', count] = process.argv.slice(2);
const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
if (program === undefined) {
  print(
    `which one? ${Object.keys(programs).join(', ')}; a number after it says how many changes, rounds or events`,
  );
  process.exitCode = 2;
} else {
  await program(count === undefined ? undefined : Number(count));
}
