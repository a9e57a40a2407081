import { BlockList, isIPv4, isIPv6, SocketAddress } from 'node:net';

/** Headers in which proxies say whom they ask for. */
export type ProxyHeader = 'x-forwarded-for' | 'forwarded';

/** A socket for both versions shows addresses of version 4 in this form. */
const mapped = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An address in the one form that each has, without the interface that it was seen on; null for what is none. */
function plainAddress(text: string): string | null {
  const address = text.replace(/%.*$/, '').replace(mapped, '');
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return null;
  return new SocketAddress({ address, family: 'ipv6' }).address.replace(mapped, '');
}

/** Proxies put an address of version 6 in brackets, and some add the port. */
function hopAddress(text: string): string | null {
  const bracketed = /^\[([^\]]+)\](?::\d{1,5})?$/.exec(text)?.[1];
  return plainAddress(bracketed ?? text.replace(/^([\d.]+):\d{1,5}$/, '$1'));
}

const token = /[\w!#$%&'*+.^`|~:[\]-]+/.source;
/** No comma or semicolon in quotes: what a proxy quotes of a request could else pass for another proxy's word. */
const pair = String.raw`${token}=(?:${token}|"[^",;\\]*")`;
const element = new RegExp(String.raw`^${pair}(?:\s*;\s*${pair})*$`);
const asksFor = /(?:^|;)\s*for=(?:"([^"]*)"|([^;\s]*))/gi;

/** Whom an element of `Forwarded` (RFC 7239) is for; null where it doesn't say so in one way only. */
function forwardedFor(text: string): string | null {
  const named = element.test(text) ? [...text.matchAll(asksFor)] : [];
  const [first] = named;
  return first && named.length === 1 ? hopAddress(first[1] ?? first[2] ?? '') : null;
}

/** The proxies of an installation, whose word on where a request comes from is taken. */
export class TrustedProxies {
  readonly #networks = new BlockList();
  readonly #header: ProxyHeader;

  /** `networks` are addresses or CIDR networks of either version. */
  constructor(networks: readonly string[], header: ProxyHeader) {
    this.#header = header;
    for (const network of networks) {
      const [address = '', bits] = network.split('/');
      const family = isIPv4(address) ? 'ipv4' : 'ipv6';
      if (bits === undefined) this.#networks.addAddress(address, family);
      else this.#networks.addSubnet(address, Number(bits), family);
    }
  }

  /**
   * Address that a request comes from: of the connection, or where that is a proxy's, whom the proxy asks for, and so on
   * from the right. What stands to the left of the first address that isn't a proxy's anybody may have written. Null
   * where a proxy says it in no way that can be read.
   */
  callerOf(peer: string, header: (name: ProxyHeader) => string | undefined): string | null {
    let address = plainAddress(peer);
    if (address === null || !this.#trusts(address)) return address;
    const hops = header(this.#header)?.split(',') ?? [];
    for (const hop of hops.toReversed()) {
      address = this.#header === 'forwarded' ? forwardedFor(hop.trim()) : hopAddress(hop.trim());
      if (address === null || !this.#trusts(address)) return address;
    }
    return address;
  }

  #trusts(address: string): boolean {
    return this.#networks.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
  }
}
