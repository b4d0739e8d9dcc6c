import type { FlagStore } from '../store/flag-store';
import type { ApiRequest, Route } from './api-request';
import type { ApiToken } from './api-token';
import { createRecent } from './recent';
import { jsonReply, notFoundReply, type Reply, unauthorizedReply } from './reply';
import { featuresRoute } from './routes/features';
import { type MetricsReport, metricsRoute } from './routes/metrics';
import { type Registration, registerRoute } from './routes/register';

/** How many requests, registrations and reports are remembered: plenty for a test, little for a day of polling. */
export const rememberedLimit = 1000;

/** The endpoints, and what clients have posted to them. */
export interface Api {
  handle(request: ApiRequest): Reply;
  readonly registrations: readonly Registration[];
  readonly metrics: readonly MetricsReport[];
}

/** Puts the endpoints together. All under `/api/client` want a token, before they say whether they exist. */
export function createApi(store: FlagStore, tokens: readonly ApiToken[]): Api {
  const registrations = createRecent<Registration>(rememberedLimit);
  const metrics = createRecent<MetricsReport>(rememberedLimit);
  const byText = new Map(tokens.map((token) => [token.text, token]));
  const routes = new Map<string, Route>([
    ['GET /api/client/features', featuresRoute(store)],
    ['POST /api/client/register', registerRoute(registrations)],
    ['POST /api/client/metrics', metricsRoute(metrics)],
  ]);
  return {
    registrations: registrations.items,
    metrics: metrics.items,
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
