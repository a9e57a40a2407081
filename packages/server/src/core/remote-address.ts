import { getConnInfo } from '@hono/node-server/conninfo';
import type { Http } from './http-types.ts';

/** Address of the other end of the connection; headers that a client could make up are not believed. */
export function remoteAddress(c: Http): string | null {
  return getConnInfo(c).remote.address ?? null;
}
