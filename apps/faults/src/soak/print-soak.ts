import { judgeSoak, trendsOf } from './judge-soak';
import { runSoak } from './run-soak';

const print = (text: string) => void process.stdout.write(`${text}\n`);

/** By default a client polls 240 times an hour. */
const POLLS_AN_HOUR = 240;

/** Runs a soak of so many seconds and prints its figures. Answers whether all stayed flat and nothing was left. */
export async function printSoak(seconds = '75', clients = '200'): Promise<boolean> {
  const result = await runSoak({ seconds: Number(seconds), clients: Number(clients) });
  const { doings, lives } = result;
  print(
    `${seconds} s: one client polled ${doings.polls} times, by default the polls of ${hours(doings.polls)} hours`,
  );
  print(
    `${result.changes} changes of flags, ${doings.changes} seen; ${doings.evaluations} evaluations, ${doings.reports} reports, ` +
      `${doings.writes} writes, ${doings.listeners} listeners, ${doings.clients} clients that came and went`,
  );
  for (const { figure, first, last, isFlat } of trendsOf(result.samples)) {
    print(`${figure.padEnd(10)} first third ${first}, last third ${last}: ${isFlat ? 'flat' : 'GROWS'}`);
  }
  print(
    `${lives.clients} clients made and destroyed: ${lives.collected} collected, ${Math.round(lives.bytesEach)} bytes each, ` +
      `timers ${lives.before.timers} → ${lives.after.timers}, handles ${lives.before.handles} → ${lives.after.handles}`,
  );
  print(`left at the server: ${result.sockets} connections, ${result.streams} streams`);
  const faults = judgeSoak(result);
  for (const fault of faults) print(`fault: ${fault}`);
  print(faults.length === 0 ? 'flat, and nothing left' : 'not sound');
  return faults.length === 0;
}

const hours = (polls: number): string => (polls / POLLS_AN_HOUR).toFixed(1);
