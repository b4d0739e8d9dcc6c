import { BlockList, isIP } from 'node:net';

type Rule = (host: string, port: number) => boolean;

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** `10.1.2.3`, `::1`, `10.0.0.0/8`; undefined for what is neither an address nor a range. */
const parseRange = (text: string): ((host: string) => boolean) | undefined => {
  const [, address = '', bits] = /^(.*?)(?:\/(\d+))?$/.exec(text) ?? [];
  if (isIP(address) === 0) return undefined;
  const longest = familyOf(address) === 'ipv6' ? 128 : 32;
  const prefix = bits === undefined ? longest : Number(bits);
  if (prefix > longest) return undefined;
  const range = new BlockList();
  range.addSubnet(address, prefix, familyOf(address));
  return (host) => isIP(host) !== 0 && range.check(host, familyOf(host));
};

/** A name stands for itself and what is below it, `.name` and `*.name` only for what is below. */
const parseName = (text: string): ((host: string) => boolean) => {
  const name = text.replace(/^\*?\./, '').replace(/\.$/, '');
  const itself = !/^\*?\./.test(text);
  return (host) => isIP(host) === 0 && ((itself && host === name) || host.endsWith(`.${name}`));
};

const parseRule = (text: string): Rule => {
  if (text === '*') return () => true;
  // An IPv6 address has colons too: its port stands behind brackets.
  const [, bare = text, digits] = isIP(text) === 6 ? [] : (/^(.*?)(?::(\d+))?$/.exec(text) ?? []);
  const host = bare.replace(/^\[(.*)\]$/, '$1');
  const matches = parseRange(host) ?? parseName(host);
  return digits === undefined ? matches : (name, port) => port === Number(digits) && matches(name);
};

/**
 * Reads a list like that of `NO_PROXY`, separated by commas or blanks: names, `.suffix`, addresses, ranges such as
 * `10.0.0.0/8`, each with `:port` or without, and `*` for everything. The answer says whether a URL is in it.
 */
export function parseNoProxy(list: string): (url: URL) => boolean {
  const rules = list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((text) => text !== '')
    .map(parseRule);
  return ({ protocol, hostname, port }) => {
    const host = hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
    const effectivePort = Number(port) || (protocol === 'https:' ? 443 : 80);
    return rules.some((rule) => rule(host, effectivePort));
  };
}
