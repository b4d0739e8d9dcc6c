import { parseNoProxy } from './parse-no-proxy';
import { type HttpProxy, parseProxy } from './parse-proxy';

/** Which proxy leads to a URL; undefined when none does. */
export type ProxyFor = (url: URL) => HttpProxy | undefined;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` here and now, in lower case first. The answer throws for a
 * URL whose variable holds no http(s) address, as to go without the proxy might be what it is there to prevent.
 */
export function readProxies(environment: Environment): ProxyFor {
  const read = (name: string) => (environment[name.toLowerCase()] || environment[name] || '').trim();
  const exempt = parseNoProxy(read('NO_PROXY'));

  const readFor = (variable: string): (() => HttpProxy | undefined) => {
    const name = read(variable) === '' ? 'ALL_PROXY' : variable;
    const text = read(name);
    const proxy = parseProxy(text);
    return () => {
      if (text === '' || proxy !== undefined) return proxy;
      throw new Error(`the environment variable ${name} must be the http(s) address of a proxy`);
    };
  };

  const proxyOf = { 'http:': readFor('HTTP_PROXY'), 'https:': readFor('HTTPS_PROXY') };
  return (url) => (exempt(url) ? undefined : proxyOf[url.protocol === 'https:' ? 'https:' : 'http:']());
}
