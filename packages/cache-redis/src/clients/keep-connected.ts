import { withDeadline } from '../with-deadline';

/** One life of a connection. */
export interface Link {
  open(): Promise<unknown>;
  ping(): Promise<unknown>;
  /** Calls `lost` when the connection is gone, perhaps more than once. Asked before `open`. */
  onLost(lost: (fault: unknown) => void): void;
  /** Lets go of it, in whatever state it is; never throws. */
  end(): void;
}

export interface KeepConnectedOptions {
  /** Makes the next link. */
  readonly next: () => Link | Promise<Link>;
  readonly opened: () => void;
  readonly failed: (fault: unknown) => void;
}

const OPEN_MS = 5000;
const PING_EVERY_MS = 10_000;
const PING_MS = 5000;
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;
/** A permission that is missing is seldom given soon, and each try leaves a line in the log of the server. */
const FORBIDDEN_PAUSE_MS = 60_000;

/**
 * Opens a link, and another one whenever one is lost, until the undo that it returns is called. Pings find connections
 * that are dead without knowing. None of its timers holds the process, which those of the client libraries would do.
 */
export function keepConnected({ next, opened, failed }: KeepConnectedOptions): () => void {
  let isStopped = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let lose: (fault: unknown) => void = () => undefined;

  const live = async () => {
    let link: Link | undefined;
    let heartbeat: NodeJS.Timeout | undefined;
    let isOver = false;
    const end = (fault: unknown) => {
      if (isOver) return;
      isOver = true;
      clearInterval(heartbeat);
      link?.end();
      if (isStopped) return;
      failed(fault);
      timer = setTimeout(live, pauseAfter(fault, failures)).unref();
      failures += 1;
    };
    lose = end;
    const within = (timeoutMs: number, work: () => Promise<unknown>) =>
      withDeadline({ timeoutMs, holdsProcess: false }, work);
    const beat = async (mine: Link) => {
      await within(PING_MS, () => mine.ping());
      // Not when it opens: a server that closes each connection at once is no better than one that is down.
      failures = 0;
    };
    try {
      const mine = await next();
      if (isOver) return mine.end();
      link = mine;
      mine.onLost(end);
      await within(OPEN_MS, () => mine.open());
      if (isOver) return;
      heartbeat = setInterval(() => beat(mine).catch(end), PING_EVERY_MS).unref();
      opened();
    } catch (fault) {
      end(fault);
    }
  };

  void live();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    lose(undefined);
  };
}

function pauseAfter(fault: unknown, failures: number): number {
  if (fault instanceof Error && fault.message.startsWith('NOPERM')) return FORBIDDEN_PAUSE_MS;
  const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** failures);
  return pause * (0.5 + Math.random() / 2);
}
