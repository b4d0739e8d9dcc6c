import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * An IPv4 or IPv6 address; an IPv4-mapped one comes out as IPv4. IPv4 is four decimal parts without leading zeros, and
 * zones are invalid, though the library takes more (rules 19, 31).
 */
export function parseAddress(text: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text);
  const tail = text.slice(text.lastIndexOf(':') + 1);
  if (tail === text || text.includes('%') || !ipaddr.IPv6.isValid(text)) return undefined;
  if (tail.includes('.') && !ipaddr.IPv4.isValidFourPartDecimal(tail)) return undefined;
  const address = ipaddr.IPv6.parse(text);
  return address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

interface Range {
  readonly address: Address;
  readonly bits: number;
}

/** A single address or `address/bits`; `undefined` for an invalid one. */
export function parseRange(text: string): Range | undefined {
  const [base = '', bits, ...rest] = text.split('/');
  const address = parseAddress(base);
  if (address === undefined || rest.length > 0) return undefined;
  const width = address.kind() === 'ipv4' ? 32 : 128;
  if (bits === undefined) return { address, bits: width };
  if (!/^(?:0|[1-9]\d{0,2})$/.test(bits)) return undefined;
  // The prefix of an IPv4-mapped range counts from the IPv6 address's first bit.
  const prefix = width === 32 && base.includes(':') ? Number(bits) - 96 : Number(bits);
  return prefix >= 0 && prefix <= width ? { address, bits: prefix } : undefined;
}

/** Whether an address lies in any of some ranges; `undefined` when none of them is valid (rules 12, 19). */
export function compileRanges(texts: readonly string[]): ((text: string) => boolean) | undefined {
  const ranges = texts.map((text) => parseRange(text.trim())).filter((range) => range !== undefined);
  if (ranges.length === 0) return undefined;
  return (text) => {
    const address = parseAddress(text);
    return address !== undefined && ranges.some((range) => contains(range, address));
  };
}

const contains = (range: Range, address: Address): boolean =>
  range.address.kind() === address.kind() && address.match(range.address, range.bits);
