/** A proxy, as `HTTPS_PROXY` names one. */
export interface HttpProxy {
  readonly protocol: 'http:' | 'https:';
  readonly hostname: string;
  readonly port: number;
  /** Names the proxy in messages, without user and password: `proxy.example.com:3128`. */
  readonly shown: string;
  /** What the proxy is sent for the user and the password, and nobody else is: `proxy-authorization`, or nothing. */
  readonly credentials: Readonly<Record<string, string>>;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    // A password with a percent sign of its own.
    return text;
  }
};

const credentialsOf = ({ username, password }: URL): Readonly<Record<string, string>> => {
  if (username === '' && password === '') return {};
  const pair = Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64');
  return { 'proxy-authorization': `Basic ${pair}` };
};

/** Reads the address of a proxy, `http://` where it names no protocol; undefined for what is no http(s) address. */
export function parseProxy(text: string): HttpProxy | undefined {
  const address = text.includes('://') ? text : `http://${text}`;
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  const { protocol, hostname } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const port = Number(url.port) || (protocol === 'https:' ? 443 : 80);
  return {
    protocol,
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    shown: `${hostname}:${port}`,
    credentials: credentialsOf(url),
  };
}
