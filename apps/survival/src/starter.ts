import { UnleashClient } from 'unleash-client';

/** Starts a client once, and says how soon it had flags, and from where. */
const [url = '', token = '', cacheDirectory = ''] = process.argv.slice(2);
const startedAt = performance.now();
const client = new UnleashClient({
  url,
  appName: 'starter',
  customHeaders: { Authorization: token },
  cacheDirectory,
  disableMetrics: true,
  disableRegistration: true,
  logLevel: 'silent',
});
client.once('ready', ({ source }) => {
  console.log(JSON.stringify({ source, ms: performance.now() - startedAt }));
});
await client.initialize();
await client.destroy();
