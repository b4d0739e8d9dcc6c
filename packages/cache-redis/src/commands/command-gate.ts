import type { Command, Connection } from '../clients/connection';
import { describeFault } from '../describe-fault';
import { withDeadline } from '../with-deadline';

type Send = (command: Command) => Promise<unknown>;

/** Sends commands that settle in time, whatever the client and the server do. */
export interface CommandGate {
  /**
   * Runs work that sends commands, all of them within one deadline, which begins once the client's library is loaded: a
   * process that starts has better to do for half a second. Rejects with an error that names no secret.
   * `holdsProcess: false` is for what nobody waits for.
   */
  run<T>(work: (send: Send) => Promise<T>, options?: { readonly holdsProcess: boolean }): Promise<T>;
  /** Refuses work from now on; resolves once nothing is under way that somebody waits for. */
  close(): Promise<void>;
}

interface Probe {
  readonly sentAtMs: number;
  readonly answer: Promise<unknown>;
}

/** After that a probe may be lost with a connection that its client still believes in. */
const PROBE_LIFE_MS = 5000;
/** Loading takes 0.2 s of a processor, and many times that where processes share one. */
const LOAD_MS = 5000;

export function createCommandGate(connection: Connection, probe: Command, timeoutMs: number): CommandGate {
  /** Commands without an answer: each says whether its time is over. */
  const unanswered = new Set<{ readonly isOver: () => boolean }>();
  const underWay = new Set<Promise<unknown>>();
  let probing: Probe | undefined;
  let isClosed = false;

  /** While a server answers nothing, only these few bytes pile up in the sockets, and not megabytes of flags. */
  const probeOnce = (): Promise<unknown> => {
    if (probing === undefined || performance.now() - probing.sentAtMs > PROBE_LIFE_MS) {
      const answer = connection.evaluate(probe).finally(() => {
        if (probing === mine) probing = undefined;
      });
      const mine = { sentAtMs: performance.now(), answer };
      probing = mine;
    }
    return probing.answer;
  };

  const transmit = async (command: Command, isOver: () => boolean): Promise<unknown> => {
    await connection.ready();
    if ([...unanswered].some((sent) => sent.isOver())) await probeOnce();
    if (isOver()) return undefined;
    const sent = { isOver };
    unanswered.add(sent);
    return connection.evaluate(command).finally(() => unanswered.delete(sent));
  };

  const load = (holdsProcess: boolean): Promise<unknown> => {
    const missing = 'the client library was not loaded';
    return withDeadline({ timeoutMs: LOAD_MS, missing, holdsProcess }, () => connection.load());
  };

  return {
    async run(work, { holdsProcess } = { holdsProcess: true }) {
      if (isClosed) throw new Error('the cache is closed');
      const answer = load(holdsProcess).then(() =>
        withDeadline({ timeoutMs, holdsProcess }, (isOver) => work((command) => transmit(command, isOver))),
      );
      const settled = answer.catch(() => undefined).finally(() => underWay.delete(settled));
      if (holdsProcess) underWay.add(settled);
      try {
        return await answer;
      } catch (thrown) {
        // Not as the cause: errors of clients carry the command, password or flags included.
        throw new Error(`Redis failed: ${describeFault(thrown, connection.secrets)}`);
      }
    },
    async close() {
      isClosed = true;
      await Promise.all(underWay);
    },
  };
}
