import { createTimerSlot } from '../create-timer-slot';
import type { Failure } from '../failure';
import type { FetchMode } from '../parse-fetch-mode';
import { planTimer } from '../plan-timer';
import { safeObserver } from '../safe-observer';
import type { RunningSource, SourceObserver } from '../source';
import { type Connection, createConnection } from './create-connection';
import { followStream, startPosition } from './follow-stream';
import { planReconnect } from './plan-reconnect';
import type { StreamingOptions } from './streaming-options';

/** A stream that lived this long works, and its end is nothing to tell of: proxies cut long answers. */
const PROVEN_MS = 10_000;
/** How long a refresh waits for the first event of an open stream: one that goes on may have none to send. */
const PATIENCE_MS = 5000;

export interface StreamHooks {
  /** The server would like to be asked in another way. */
  readonly onFetchMode?: (mode: FetchMode) => void;
  /** A connection has ended, or was not made; before the observer is told, and before the next one is planned. */
  readonly onLost?: (failure: Failure) => void;
}

export interface RunningStream extends RunningSource {
  /** Whether it is open and has brought flags, so that changes arrive by themselves. */
  readonly isLive: boolean;
  /** Makes the stream bring everything: the observer has flags that did not come from it. */
  startOver(): void;
}

/** Keeps a stream open, through every fault. */
export function startStream(
  options: StreamingOptions,
  observer: SourceObserver,
  hooks: StreamHooks = {},
): RunningStream {
  let isStopped = false;
  const safe = safeObserver(observer, () => isStopped);
  const reconnecting = createTimerSlot(options.scheduler);
  const patience = createTimerSlot(options.scheduler);
  const position = startPosition(options);
  let connection: Connection | undefined;
  let failures = 0;

  const connect = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    if (connection === undefined) {
      reconnecting.clear();
      connection = createConnection(position.lastEventId !== undefined);
      void run(connection);
    }
    return connection.outcome;
  };

  const run = async (mine: Connection): Promise<void> => {
    let openedAtMs: number | undefined;
    const failure = await followStream({
      ...options,
      observer: safe,
      signal: mine.signal,
      position,
      onOpen: () => {
        openedAtMs = options.now();
        planTimer(patience, () => PATIENCE_MS, mine.settle, safe);
      },
      onDelivered: mine.deliver,
      onFetchMode: (mode) => hooks.onFetchMode?.(mode),
    });
    const isProven = openedAtMs !== undefined && options.now() - openedAtMs >= PROVEN_MS;
    if (connection === mine) lose(mine, failure, isProven);
  };

  const lose = (mine: Connection, { error, isKnown }: Failure, isProven: boolean): void => {
    patience.clear();
    hooks.onLost?.({ error, isKnown });
    if (connection !== mine) return;
    if (isProven) failures = 0;
    const plan = () => planReconnect({ error, failures, random: options.random });
    const retryInMs = planTimer(reconnecting, plan, connect, safe);
    failures += 1;
    const isDrop = isProven && (error.code === 'UNAVAILABLE' || error.code === 'TIMEOUT');
    // Told while this connection still counts: an observer that refreshes on every fault causes no storm.
    if (!isKnown && !isDrop) safe.fault(error, retryInMs);
    if (connection === mine) connection = undefined;
    mine.settle();
  };

  /** Takes the connection under way out of service; it is heard no more. */
  const detach = (): Connection | undefined => {
    const detached = connection;
    connection = undefined;
    patience.clear();
    detached?.abort();
    return detached;
  };

  void connect();
  return {
    get isLive() {
      return connection?.hasDelivered ?? false;
    },
    refresh: connect,
    startOver() {
      position.lastEventId = undefined;
      if (!connection?.isResumed || connection.hasDelivered) return;
      const { settle } = connection;
      detach();
      void connect().then(settle);
    },
    stop() {
      isStopped = true;
      reconnecting.clear();
      detach()?.settle();
    },
  };
}
