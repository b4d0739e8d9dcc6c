import {
  classifyStatus,
  describeFault,
  type HttpClient,
  nextDelay,
  type Scheduler,
  statusError,
  UnleashError,
} from '@unleash-client/http';
import type { ReporterIdentity } from './identity';

const PATH = 'client/register';

export interface RegistrationOptions {
  readonly http: Pick<HttpClient, 'request'>;
  readonly identity: ReporterIdentity;
  /** Name and version of the SDK, `unleash-client:0.1.0`. */
  readonly sdkVersion: string;
  /** The names of all strategies that the client knows. */
  readonly strategies: readonly string[];
  /** How often usage is reported, in milliseconds. */
  readonly intervalMs: number;
  readonly scheduler: Scheduler;
  /** The current time in milliseconds since 1970. */
  readonly now: () => number;
  /** Uniform from 0 to 1. */
  readonly random: () => number;
  /** Told once, when the server has it. */
  readonly onRegistered: (body: RegistrationBody) => void;
  /** Told of each try that failed, and why; another follows. */
  readonly onFault: (error: UnleashError) => void;
}

/** What the server is told of a client at its start. */
export interface RegistrationBody {
  readonly appName: string;
  readonly instanceId: string;
  readonly connectionId: string;
  readonly sdkVersion: string;
  readonly strategies: readonly string[];
  /** When the client was started, ISO 8601. */
  readonly started: string;
  /** How often usage is reported, in milliseconds. */
  readonly interval: number;
  readonly platformName: string;
  readonly platformVersion: string;
  readonly yggdrasilVersion: null;
  readonly specVersion: string;
}

/** The rhythm of tries where usage is reported never. */
const DEFAULT_RETRY_MS = 60_000;

/** Registers the client in the background, trying again with growing pauses until it succeeds; returns what ends it. */
export function register(options: RegistrationOptions): () => void {
  const { http, intervalMs, scheduler, random, now } = options;
  const body = createBody(options);
  const paceMs = intervalMs > 0 ? intervalMs : DEFAULT_RETRY_MS;
  const rhythm = { intervalMs: paceMs, jitterMs: paceMs / 10, random };
  const controller = new AbortController();
  const { signal } = controller;
  let cancelNext: () => void = () => undefined;
  let failures = 0;

  const onFault = (error: UnleashError) => {
    try {
      options.onFault(error);
    } catch {
      // It has just thrown at being told: nobody is left to tell.
    }
  };
  const onRegistered = () => {
    try {
      options.onRegistered(body);
    } catch (cause) {
      const message = `a listener to the registration threw: ${describeFault(cause)}`;
      onFault(new UnleashError('LISTENER', message, { cause }));
    }
  };
  const attempt = async (): Promise<void> => {
    const error = await post(http, body, now, signal);
    if (signal.aborted) return;
    if (error === undefined) onRegistered();
    else retry(error);
  };
  const retry = (error: UnleashError) => {
    failures += 1;
    onFault(error);
    // The listener may have ended it.
    if (signal.aborted) return;
    cancelNext = scheduler.after(nextDelay({ ...rhythm, error, failures }), () => void attempt());
  };

  void attempt();
  return () => {
    cancelNext();
    controller.abort(new UnleashError('ABORTED', 'registering was stopped'));
  };
}

/** Posts the body once; answers why it failed. */
async function post(
  http: Pick<HttpClient, 'request'>,
  body: RegistrationBody,
  now: () => number,
  signal: AbortSignal,
): Promise<UnleashError | undefined> {
  try {
    const response = await http.request({ method: 'POST', path: PATH, body: JSON.stringify(body), signal });
    if (classifyStatus(response.status) === 'ok') return undefined;
    return statusError(response, 'registering the client', now());
  } catch (thrown) {
    if (thrown instanceof UnleashError) return thrown;
    const message = `registering the client failed: ${describeFault(thrown)}`;
    return new UnleashError('UNAVAILABLE', message, { cause: thrown });
  }
}

function createBody(options: RegistrationOptions): RegistrationBody {
  const { identity, sdkVersion, strategies, now, intervalMs } = options;
  const started = new Date(now()).toISOString();
  return { ...identity, sdkVersion, strategies, started, interval: intervalMs, yggdrasilVersion: null };
}
