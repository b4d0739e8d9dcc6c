import type { UnleashClient } from 'unleash-client';
import type { Trial } from './tally';

/** A token that no message may show. */
export const SECRET = 'default:production.964a287e1b728cb5f4f3e0120df92cb5';

/** One `error` or `warn` event. */
export interface ToldFault {
  /** The error's code, or what the warning is about. */
  readonly kind: string;
  readonly message: string;
}

/** Collects the faults that a client tells of. */
export interface FaultsTold {
  /** Those since the last call. */
  take(): readonly ToldFault[];
}

export function listenForFaults(client: UnleashClient): FaultsTold {
  let told: ToldFault[] = [];
  client.on('error', ({ error }) => told.push({ kind: error.code, message: error.message }));
  client.on('warn', ({ kind, message }) => told.push({ kind, message }));
  return {
    take() {
      const taken = told;
      told = [];
      return taken;
    },
  };
}

/** What each flag that uses the faulty thing tells for itself. */
const ofEachFlag: ReadonlySet<string> = new Set(['missing-parent', 'missing-segment']);

const MOST_BYTES = 1000;

/** How many events of one kind a mutant may cause. */
export interface FaultBounds {
  /** Default 1. */
  readonly most?: number;
  /** Of what each flag tells for itself that has to do with the mutant. Default: the same. */
  readonly flags?: number;
}

/**
 * Counts what is wrong with how one mutant was told. It may cause one event of a kind, where a flag that misses a parent
 * or a segment is a thing of its own; none as long as a kilobyte, none with a secret.
 */
export function checkFaults(told: readonly ToldFault[], trial: Trial, bounds: FaultBounds = {}): void {
  const { most = 1, flags = most } = bounds;
  const byKind = new Map<string, string[]>();
  for (const { kind, message } of told) {
    byKind.set(kind, [...(byKind.get(kind) ?? []), message.slice(0, 100)]);
    checkMessage(message, trial);
  }
  for (const [kind, messages] of byKind) {
    if (messages.length <= (ofEachFlag.has(kind) ? flags : most)) continue;
    trial.mistold(`${messages.length} events of the kind ${kind}: ${messages.join(' | ')}`);
  }
}

/** Counts a message that is too long or shows a secret. */
export function checkMessage(message: string, trial: Trial): void {
  const bytes = Buffer.byteLength(message);
  if (bytes >= MOST_BYTES) trial.mistold(`a message of ${bytes} bytes: ${message.slice(0, 80)}`);
  if (message.includes(SECRET.slice(-20))) trial.mistold('a message shows the secret');
}
