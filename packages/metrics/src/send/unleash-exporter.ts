import {
  classifyStatus,
  describeFault,
  type HttpClient,
  statusError,
  UnleashError,
} from '@unleash-client/http';
import { droppedError, unprintableError } from './dropped-error';
import type { ReporterIdentity } from './identity';
import { jsonSize } from './json-size';
import { printReport } from './print-report';
import { createRemainder } from './remainder';
import { type Piece, splitReport, toReport } from './split-report';
import { takeApart } from './take-apart';
import type { ExportResult, UsageExporter } from './usage-exporter';

const PATH = 'client/metrics';
/** Servers and proxies commonly refuse bodies of more than 100 kB. */
const MAX_REPORT_BYTES = 95_000;
/** What surrounds the identity, the flags and the metrics: names of keys, two times. */
const FRAME_BYTES = 200;

export interface UnleashExporterOptions {
  readonly http: Pick<HttpClient, 'request'>;
  readonly identity: ReporterIdentity;
  /** How often usage is reported, in milliseconds, for the header `unleash-interval`. */
  readonly intervalMs: number;
  /** The current time in milliseconds since 1970; `Retry-After` can be a date. */
  readonly now: () => number;
  /** Told of each report that the server took, with its body. */
  readonly onSent: (body: string) => void;
  /** Told of what the server will never take; it is not sent again. */
  readonly onDropped: (error: UnleashError) => void;
}

/** What became of a piece: it is settled, or these parts are to be sent in its place. */
interface Outcome {
  readonly parts: readonly Piece[];
  readonly tell: () => void;
}

/**
 * Delivers usage to `POST client/metrics` in reports of at most 95 kB. A report that the server finds too large is split,
 * one that it finds wrong is dropped, and all else is kept. A report that arrived but was never answered is sent again:
 * the protocol has no key by which a server could tell.
 */
export function createUnleashExporter(options: UnleashExporterOptions): UsageExporter {
  const { http, identity, intervalMs, now, onSent, onDropped } = options;
  const room = MAX_REPORT_BYTES - FRAME_BYTES - jsonSize(JSON.stringify(identity));
  const interval = intervalMs > 0 ? { intervalMs } : {};

  /** Throws what makes this piece, and all that follows, wait. */
  const deliver = async (piece: Piece, signal: AbortSignal): Promise<Outcome> => {
    const body = printReport(identity, piece);
    const response = await http.request({ method: 'POST', path: PATH, body, signal, ...interval });
    const verdict = judge(response.status);
    if (verdict === 'taken') return { parts: [], tell: () => onSent(body) };
    const error = statusError(response, 'reporting usage', now());
    if (verdict === 'keep') throw error;
    const parts = takeApart(piece, verdict);
    return { parts, tell: () => parts.length === 0 && onDropped(droppedError(error, toReport(piece))) };
  };

  return {
    async export(report, signal): Promise<ExportResult> {
      let error: UnleashError | undefined;
      // A listener that throws must not make what was delivered look undelivered.
      const guard = (tell: () => void) => {
        try {
          tell();
        } catch (cause) {
          error = listenerError(cause);
        }
      };
      const impact = report.impact.filter((metric) => {
        const fault = unprintableError(metric);
        if (fault !== undefined) guard(() => onDropped(fault));
        return fault === undefined;
      });
      const printable = { usage: report.usage, impact };
      const remainder = createRemainder(printable);
      const pieces = splitReport(printable, room);
      const parts: Piece[] = [];
      try {
        for (;;) {
          const piece = parts.shift() ?? pieces.next().value;
          if (piece === undefined) return { error };
          const outcome = await deliver(piece, signal);
          if (outcome.parts.length === 0) remainder.settle(piece);
          parts.unshift(...outcome.parts);
          guard(outcome.tell);
        }
      } catch (thrown) {
        return { error: toError(thrown), undelivered: remainder.left() };
      }
    },
  };
}

/** What a status means for a report (protocol: status policy). */
function judge(status: number): 'taken' | 'split' | 'drop' | 'keep' {
  if (classifyStatus(status) === 'ok') return 'taken';
  if (status === 413) return 'split';
  return status === 400 ? 'drop' : 'keep';
}

const listenerError = (cause: unknown): UnleashError =>
  new UnleashError('LISTENER', `a listener to reports of usage threw: ${describeFault(cause)}`, { cause });

const toError = (thrown: unknown): UnleashError =>
  thrown instanceof UnleashError
    ? thrown
    : new UnleashError('UNAVAILABLE', `reporting usage failed: ${describeFault(thrown)}`, { cause: thrown });
