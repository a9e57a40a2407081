import { isIPv6 } from 'node:net';

/** A network that one customer has: a whole address of IPv4, the first 64 bits of IPv6. */
export function networkOf(ip: string | null): string {
  if (ip === null) return 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !isIPv6(ip)) return mapped ?? ip;
  const [head = '', tail] = ip.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  if (tail !== undefined) groups.push(...Array.from({ length: 8 - groups.length }, () => '0'));
  return groups.slice(0, 4).join(':');
}
