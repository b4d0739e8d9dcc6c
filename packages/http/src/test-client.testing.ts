import { createHttpClient, type HttpClient, type HttpClientOptions } from './http-client';
import { UnleashError } from './unleash-error';

export const SECRET = 'default:development.4f0c6a5e9b1d';

/** A client with everything filled in but its url. */
export function testClient(options: Partial<HttpClientOptions> & { url: string }): HttpClient {
  return createHttpClient({
    appName: 'shop',
    instanceId: 'shop-1',
    connectionId: 'b3c1a6c0-0f5e-4d1a-9a53-1f2d3c4b5a69',
    sdk: 'unleash-client:0.1.0',
    customHeaders: { Authorization: SECRET },
    timeoutMs: 5000,
    ...options,
  });
}

export const GET_FEATURES = { method: 'GET', path: 'client/features' } as const;
export const POST_METRICS = { method: 'POST', path: 'client/metrics', body: '{"bucket":null}' } as const;

/** The `UnleashError` that a promise rejects with; anything else fails the test. */
export async function rejection(promise: Promise<unknown>): Promise<UnleashError> {
  const outcome = await promise.then(
    () => 'it resolved',
    (error: unknown) => error,
  );
  if (outcome instanceof UnleashError) return outcome;
  throw new Error('expected an UnleashError', { cause: outcome });
}
