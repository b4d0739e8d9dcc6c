import type { MetricsReport } from '@unleash-client/dev-server';
import { vi } from 'vitest';
import { bodyOf } from './body-of.testing';
import type { FlagDraft } from './features-of.testing';
import { type Answer, type ReceivedRequest, startScriptedServer } from './start-scripted-server.testing';

const routes = ['features', 'register', 'metrics'] as const;
type Route = (typeof routes)[number];
type Decide = (index: number, request: ReceivedRequest) => Answer | 'hang' | undefined;

export interface UsageServerOptions extends Partial<Record<Route, Decide>> {
  /** What it serves. Default: the flag `on`. */
  readonly flags?: readonly FlagDraft[];
}

/** A server that answers as Unleash does, except where it is told otherwise for the n-th request of a route. */
export async function startUsageServer({ flags = ['on'], ...decisions }: UsageServerOptions = {}) {
  const requests = { features: [], register: [], metrics: [] } satisfies Record<Route, unknown[]> as Record<
    Route,
    ReceivedRequest[]
  >;
  const taken: MetricsReport[] = [];
  const server = await startScriptedServer((_, request) => {
    const route = routes.find((name) => request.url.split('?')[0]?.endsWith(`/client/${name}`));
    if (route === undefined) return { status: 404 };
    const index = requests[route].push(request) - 1;
    const usual: Answer = route === 'features' ? { body: bodyOf(...flags) } : { status: 202 };
    const answer = decisions[route]?.(index, request) ?? usual;
    const isTaken = route === 'metrics' && answer !== 'hang' && String(answer.status).startsWith('2');
    if (isTaken) taken.push(JSON.parse(request.body));
    return answer;
  });
  return {
    url: server.url,
    close: server.close,
    /** What has arrived, by route. */
    requests: requests as Readonly<Record<Route, readonly ReceivedRequest[]>>,
    /** The reports of usage that were answered with 2xx. */
    taken: taken as readonly MetricsReport[],
    /** Resolves when so many requests of a route have arrived. */
    received: (route: Route, count = 1): Promise<void> =>
      vi.waitFor(
        () => {
          if (requests[route].length < count) throw new Error(`${requests[route].length} to ${route} so far`);
        },
        { timeout: 5000, interval: 5 },
      ),
  };
}
