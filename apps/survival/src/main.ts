import { startRedis } from '@unleash-client/redis-server';
import { runFleet } from './run-fleet';
import { runKillWriters } from './run-kill-writers';
import { runLargeCache } from './run-large-cache';
import { runWarmRestart } from './run-warm-restart';
import { summarize } from './summarize';
import { createTempFolder } from './temp-folder';

const print = (text: string) => process.stdout.write(`${text}\n`);

const programs: Readonly<Record<string, (count: number) => Promise<boolean>>> = {
  /** Two processes write one file, and one of them is killed in each round. */
  async writers(rounds = 1000) {
    const result = await runKillWriters(rounds, (round) => {
      if (round % 100 === 0) print(`${round} rounds`);
    });
    print(`rounds ${result.rounds}, writes ${result.writes}, reads ${result.reads}`);
    print(`lost ${result.lost}, torn ${result.torn}, left behind ${result.leftovers.length}`);
    return result.lost + result.torn + result.leftovers.length === 0;
  },
  /** Eight processes, one poller: over Redis, then over a folder. */
  async fleet(seconds = 60) {
    const redis = await startRedis();
    using folder = createTempFolder();
    let isSound = true;
    try {
      for (const cache of [redis.url, folder.path]) {
        print(`a fleet of eight over ${cache === redis.url ? 'Redis' : 'a folder'}`);
        const result = await runFleet({
          members: 8,
          cache,
          intervalMs: 1000,
          runMs: seconds * 1000,
          changes: seconds,
          kills: 3,
          onStep: print,
        });
        print(`two holders at once: ${result.overlaps.length} times in ${result.leases} leases`);
        for (const overlap of result.overlaps) print(`  ${overlap}`);
        print(`requests: ${result.requests}; one process alone: ${result.requestsOfOne}`);
        print(`a change reaches the others: ${summarize(result.spreadMs, ' ms')}`);
        print(`next poll after a kill: ${summarize(result.takeoverMs, ' ms')} (interval 1000 ms)`);
        const { stored, refused } = result.staleWrites;
        print(`writes of the poller that was stopped: ${stored} stored, ${refused} refused`);
        print(`it uses the newest flags afterwards: ${result.resumedHasNewest ? 'yes' : 'no'}`);
        isSound &&= result.overlaps.length === 0 && stored === 0 && result.resumedHasNewest;
      }
    } finally {
      await redis.stop();
    }
    return isSound;
  },
  /** Processes that start on cached flags. */
  async restart(starts = 20) {
    const { readyMs, isFromCache, statuses } = await runWarmRestart(starts);
    print(`server down: ready from the cache ${summarize(readyMs, ' ms')} after construction`);
    print(`server up: first requests answered ${[...new Set(statuses)].join(', ')}`);
    return isFromCache && statuses.every((status) => status === 304);
  },
  /** Ten thousand flags. */
  async large() {
    const redis = await startRedis();
    try {
      const { bytes, largePrints, stallMs, isVerbatim } = await runLargeCache(redis.url);
      print(
        `${bytes} bytes stored as they came: ${isVerbatim ? 'yes' : 'no'}, printed again ${largePrints} times`,
      );
      for (const [cache, ms] of Object.entries(stallMs))
        print(`${cache}: event loop blocked ${ms.toFixed(1)} ms`);
      return isVerbatim && largePrints === 0;
    } finally {
      await redis.stop();
    }
  },
};

const [name = '', count] = process.argv.slice(2);
const program = Object.hasOwn(programs, name) ? programs[name] : undefined;
if (program === undefined) {
  print(
    `which one? ${Object.keys(programs).join(', ')}; a number after it says how many rounds, seconds or starts`,
  );
  process.exitCode = 2;
} else if (!(await program(count === undefined ? (undefined as never) : Number(count)))) {
  process.exitCode = 1;
}
