import type { ResolvedOptions } from '../options';
import type { FlagStore } from '../store/flag-store';
import type { ApiRequest, Route } from './api-request';
import { createDeltaFeed } from './delta-feed';
import { createFetchModeHint, type FetchModeHint } from './fetch-mode-hint';
import { createRecent } from './recent';
import { jsonReply, notFoundReply, type Reply, unauthorizedReply } from './reply';
import { deltaRoute } from './routes/delta';
import { featuresRoute } from './routes/features';
import { type MetricsReport, metricsRoute } from './routes/metrics';
import { type Registration, registerRoute } from './routes/register';
import { streamingRoute } from './routes/streaming';

/** How many requests, registrations and reports are remembered: plenty for a test, little for a day of polling. */
export const rememberedLimit = 1000;

/** The endpoints, what clients have posted to them, and what they are asked to do. */
export interface Api {
  handle(request: ApiRequest): Reply;
  readonly registrations: readonly Registration[];
  readonly metrics: readonly MetricsReport[];
  /** Those that are open. */
  readonly streams: ReadonlySet<unknown>;
  readonly hint: FetchModeHint;
}

/** Puts the endpoints together. All under `/api/client` want a token, before they say whether they exist. */
export function createApi(store: FlagStore, options: ResolvedOptions): Api {
  const registrations = createRecent<Registration>(rememberedLimit);
  const metrics = createRecent<MetricsReport>(rememberedLimit);
  const feed = createDeltaFeed(store);
  const hint = createFetchModeHint();
  const streams = new Set<unknown>();
  const byText = new Map(options.tokens.map((token) => [token.text, token]));
  const routes = new Map<string, Route>([
    ['GET /api/client/features', hint.addTo(featuresRoute(store))],
    ['POST /api/client/register', registerRoute(registrations)],
    ['POST /api/client/metrics', metricsRoute(metrics)],
  ]);
  if (options.delta) routes.set('GET /api/client/delta', hint.addTo(deltaRoute(feed)));
  if (options.streaming) {
    const { keepAliveMs } = options;
    routes.set('GET /api/client/streaming', streamingRoute({ feed, hint, keepAliveMs, streams }));
  }
  return {
    registrations: registrations.items,
    metrics: metrics.items,
    streams,
    hint,
    handle(request) {
      const { path } = request;
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      if (method === 'GET' && path === '/health') return jsonReply(200, { health: 'GOOD' });
      if (!path.startsWith('/api/client')) return notFoundReply(path);
      const token = byText.get(request.headers.authorization?.trim() ?? '');
      if (token === undefined) return unauthorizedReply();
      return routes.get(`${method} ${path}`)?.(request, token) ?? notFoundReply(path);
    },
  };
}
