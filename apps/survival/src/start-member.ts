import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { childPath } from './child-path';
import type { MemberReport } from './member-report';

/** A process of the fleet, seen from outside. */
export interface Member {
  readonly pid: number;
  /** What it has told so far. */
  readonly reports: readonly MemberReport[];
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** Resolves when it is gone; asks it to go unless it is killed. */
  end(): Promise<void>;
}

export interface MemberOptions {
  readonly url: string;
  readonly token: string;
  /** `redis://…`, or a folder. */
  readonly cache: string;
  readonly intervalMs: number;
}

/** Starts a member; resolves when it has flags. */
export async function startMember({ url, token, cache, intervalMs }: MemberOptions): Promise<Member> {
  const child: ChildProcess = fork(childPath('member'), [url, token, cache, String(intervalMs)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const reports: MemberReport[] = [];
  const closed = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.on('message', (report: MemberReport) => {
      reports.push(report);
      if (report.kind === 'ready') resolve();
    });
    child.once('exit', () => reject(new Error('a member of the fleet ended before it was ready')));
  });
  return {
    pid: child.pid ?? 0,
    reports,
    signal: (signal) => void child.kill(signal),
    async end() {
      if (child.connected) child.send('end');
      await closed;
    },
  };
}
