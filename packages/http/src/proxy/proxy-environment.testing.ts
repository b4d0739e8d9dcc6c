import { onTestFinished, vi } from 'vitest';

/** Says what the variables of proxies are for one test, whatever the environment of the test run does. */
export function setProxies(variables: Readonly<Record<string, string>>): void {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY']) {
    vi.stubEnv(name.toLowerCase(), '');
    vi.stubEnv(name, variables[name] ?? '');
  }
  onTestFinished(() => void vi.unstubAllEnvs());
}
