import { setTimeout as sleep } from 'node:timers/promises';
import { startDevServer } from '@unleash-client/dev-server';
import { findOverlaps, type Tenure } from './find-overlaps';
import type { MemberReport } from './member-report';
import { type Member, startMember } from './start-member';

export interface FleetOptions {
  readonly members: number;
  /** Where the members keep their flags: `redis://…`, or a folder. */
  readonly cache: string;
  readonly intervalMs: number;
  /** How long the fleet runs undisturbed, in milliseconds. */
  readonly runMs: number;
  /** How often the flags change meanwhile. */
  readonly changes: number;
  /** How often the poller is killed afterwards. */
  readonly kills: number;
  readonly onStep: (text: string) => void;
}

export interface FleetResult {
  /** Requests at the server while the fleet ran undisturbed, and what one process alone would have sent. */
  readonly requests: number;
  readonly requestsOfOne: number;
  /** Moments at which two processes believed that they had the lease, as sentences. */
  readonly overlaps: readonly string[];
  readonly leases: number;
  /** Milliseconds from the moment when the poller had a change until each follower used it. */
  readonly spreadMs: readonly number[];
  /** Milliseconds from the kill of a poller to the next request at the server. */
  readonly takeoverMs: readonly number[];
  /** What became of writes that a stopped poller made after another had taken over. */
  readonly staleWrites: { readonly stored: number; readonly refused: number };
  /** Whether the poller that was stopped uses the newest flags after it went on. */
  readonly resumedHasNewest: boolean;
}

/** Starts a fleet, changes its flags, kills its pollers and stops one, and measures what comes of it. */
export async function runFleet(options: FleetOptions): Promise<FleetResult> {
  const { intervalMs, onStep } = options;
  const server = await startDevServer({ flags: { flags: { steady: true, 'version-0': true } }, port: 0 });
  /** Those that live, and all that ever did. */
  const fleet: Member[] = [];
  const all: Member[] = [];
  const member = { url: server.url, token: server.token, cache: options.cache, intervalMs };
  /** The processes that asked for flags, oldest first; the latest thousand. */
  const pollers = () =>
    server.requests
      .filter(({ path }) => path.endsWith('/client/features'))
      .map(({ headers }) => Number(headers['unleash-instanceid']));
  let version = 0;
  const change = (): string => {
    version += 1;
    server.replace({ flags: { steady: true, [`version-${version}`]: true } });
    return `version-${version}`;
  };
  /** Waits until all of these members use a version. */
  const reached = async (name: string, members: readonly Member[]) => {
    const uses = ({ reports }: Member) =>
      reports.some((report) => report.kind === 'changed' && report.version === name);
    await until(() => members.every(uses), intervalMs * 10, `${name} did not reach every member`);
  };
  const pollerOf = (): Member => {
    const pid = pollers().at(-1);
    const found = fleet.find((one) => one.pid === pid);
    if (found === undefined) throw new Error(`the poller ${pid} is none of the fleet`);
    return found;
  };

  /** Strikes the poller; how many milliseconds later somebody else asks the server. */
  const takeOver = async (poller: Member, strike: () => void): Promise<number> => {
    const struckAt = Date.now();
    strike();
    await until(() => pollers().at(-1) !== poller.pid, 60_000, 'nobody took over');
    return Date.now() - struckAt;
  };

  try {
    for (let number = 0; number < options.members; number += 1) all.push(await startMember(member));
    fleet.push(...all);
    onStep(`${options.members} processes are running; ${pollerOf().pid} polls`);

    const before = pollers().length;
    for (let done = 0; done < options.changes; done += 1) {
      const name = change();
      await sleep(options.runMs / options.changes);
      await reached(name, fleet);
    }
    const requests = pollers().length - before;
    const spreadMs = spreadOf(all.flatMap(({ reports }) => reports));
    onStep(`${options.changes} changes in ${options.runMs / 1000} s: ${requests} requests at the server`);

    const takeoverMs: number[] = [];
    for (let done = 0; done < options.kills; done += 1) {
      const poller = pollerOf();
      takeoverMs.push(await takeOver(poller, () => poller.signal('SIGKILL')));
      fleet.splice(fleet.indexOf(poller), 1);
      onStep(`poller ${poller.pid} killed: ${pollerOf().pid} polled ${takeoverMs.at(-1)} ms later`);
    }

    const stopped = pollerOf();
    await takeOver(stopped, () => stopped.signal('SIGSTOP'));
    const others = fleet.filter((one) => one !== stopped);
    await reached(change(), others);
    const newest = change();
    await reached(newest, others);
    const heir = pollerOf();
    const seen = stopped.reports.length;
    stopped.signal('SIGCONT');
    await reached(newest, [stopped]);
    await sleep(intervalMs);
    const writes = stopped.reports.slice(seen).map(({ kind }) => kind);
    onStep(`poller ${stopped.pid} stopped, replaced by ${heir.pid}, and resumed`);

    const reports = all.flatMap((one) => one.reports);
    return {
      requests,
      requestsOfOne: Math.round(options.runMs / intervalMs),
      overlaps: findOverlaps(tenuresOf(all)),
      leases: reports.filter(({ kind }) => kind === 'lease').length,
      spreadMs,
      takeoverMs,
      staleWrites: {
        stored: writes.filter((kind) => kind === 'stored').length,
        refused: writes.filter((kind) => kind === 'refused').length,
      },
      resumedHasNewest: lastVersion(stopped.reports) === newest,
    };
  } finally {
    for (const one of all) one.signal('SIGCONT');
    await Promise.all(all.map((one) => one.end()));
    await server.close();
  }
}

const tenuresOf = (fleet: readonly Member[]): Tenure[] =>
  fleet.flatMap(({ pid, reports }) =>
    reports.flatMap((report) =>
      report.kind === 'lease' ? [{ holder: pid, from: report.from, until: report.until }] : [],
    ),
  );

/** For each version that a poller fetched, how much later the others used it. */
function spreadOf(reports: readonly MemberReport[]): number[] {
  const fetched = new Map<string, number>();
  for (const report of reports) {
    // The first version reaches each member as it starts.
    if (report.kind === 'fetched' && report.version !== 'version-0') fetched.set(report.version, report.at);
  }
  return reports.flatMap((report) => {
    const since = report.kind === 'changed' ? fetched.get(report.version) : undefined;
    return since === undefined || report.kind !== 'changed' ? [] : [Math.max(0, report.at - since)];
  });
}

const lastVersion = (reports: readonly MemberReport[]): string | undefined =>
  reports.flatMap((report) => (report.kind === 'changed' ? [report.version] : [])).at(-1);

/** Waits until something is so, looking every few milliseconds. */
async function until(isSo: () => boolean, timeoutMs: number, otherwise: string): Promise<void> {
  const end = Date.now() + timeoutMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`${otherwise} within ${timeoutMs} ms`);
    await sleep(5);
  }
}
