import type { Sockets } from '../keeper/socket-folder.ts';
import { OWNER } from './cluster.ts';

/**
 * A URL that postgres.js, node-postgres and libpq read as the socket in `sockets.postgres`.
 *
 * postgres.js decodes the host of a URL, and so finds a socket's path in it, only where the host has a comma (it takes
 * it for a list). Hence the second name of the folder, which ends in one. libpq does split there: it reads the folder's
 * first name, then an empty host it never comes to.
 */
export function socketUrl(sockets: Sockets, password: string, database: string): string {
  const path = encodeURIComponent(sockets.postgresAlias).replace(/%2C$/, ',');
  return `postgres://${OWNER}:${password}@${path}/${database}`;
}

export function loopbackUrl(port: number, password: string, database: string): string {
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
}
