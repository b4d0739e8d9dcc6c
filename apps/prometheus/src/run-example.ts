import { startDevServer } from '@unleash-client/dev-server';
import { Registry } from 'prom-client';
import { startUnleash } from 'unleash-client';
import { createPrometheusExporter } from './prometheus-exporter';

/** Asks for flags some hundred times, and returns what Prometheus would scrape. */
export async function runExample(): Promise<string> {
  const registry = new Registry();
  const flags = {
    'new-checkout': { rollout: 50, stickiness: 'userId' },
    'pay-button': { variants: ['blue', 'green'] },
  };
  const server = await startDevServer({ flags: { flags }, port: 0 });
  try {
    await using client = await startUnleash({
      url: server.url,
      appName: 'prometheus-example',
      customHeaders: { Authorization: server.token },
      metricsExporter: createPrometheusExporter(registry),
    });
    for (let user = 0; user < 200; user++) {
      client.isEnabled('new-checkout', { userId: `user-${user}` });
      client.getVariant('pay-button', { userId: `user-${user}` });
    }
    await client.flushMetrics();
    return await registry.metrics();
  } finally {
    await server.close();
  }
}
