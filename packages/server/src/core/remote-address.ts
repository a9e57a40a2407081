import { getConnInfo } from '@hono/node-server/conninfo';
import type { Http } from './http-types.ts';

/** A socket for both versions shows addresses of version 4 in this form. */
const mapped = /^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i;

/** An address in its plain form, without the interface that it was seen on. */
const plainAddress = (address: string): string => address.replace(mapped, '').replace(/%.*$/, '');

/** Address of the other end of the connection; headers that a client could make up are not believed. */
export function remoteAddress(c: Http): string | null {
  const { address } = getConnInfo(c).remote;
  return address === undefined ? null : plainAddress(address);
}
