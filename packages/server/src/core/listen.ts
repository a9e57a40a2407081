import type { Server } from 'node:http';
import type { Http2SecureServer, Http2Server } from 'node:http2';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { defaultHttpSettings, type HttpSettings } from './http/settings.ts';
import type { HttpEnvironment } from './http-types.ts';

/** The server cannot listen where it was told to; the message says which setting to mend. */
export class AddressError extends Error {
  override name = 'AddressError';
}

function explainAddressFault(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  const explain = (message: string) => new AddressError(message, { cause: error });
  switch (error.code) {
    case 'EADDRINUSE':
      return explain(
        `Port ${port} is taken by another program. Choose another port (--port or PORT), or 0 for any free one.`,
      );
    case 'EACCES':
      return explain(`Your account may not listen on port ${port}. Choose one above 1023 (--port or PORT).`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return explain(`This machine has no address “${host}” to listen on. Correct HOST, for example to 127.0.0.1.`);
    default:
      return error;
  }
}

export interface Listener {
  /** Base URL, for example `http://127.0.0.1:4000`. */
  url: string;
  /** Stops accepting, lets requests under way finish until the time to stop is over, then cuts what is left. */
  close(): Promise<void>;
}

function cut(server: Server | Http2Server | Http2SecureServer): void {
  if ('closeAllConnections' in server) server.closeAllConnections();
}

/** Listens on an address; port 0 finds a free one. */
export async function listen(
  app: Pick<Hono<HttpEnvironment>, 'fetch'>,
  address: { host: string; port: number },
  settings: HttpSettings = defaultHttpSettings,
): Promise<Listener> {
  const { headTimeoutMs, requestTimeoutMs, idleTimeoutMs, stopTimeoutMs } = settings;
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: headTimeoutMs,
      requestTimeout: requestTimeoutMs,
      keepAliveTimeout: idleTimeoutMs,
      connectionsCheckingInterval: Math.min(5000, headTimeoutMs),
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explainAddressFault(error, address)));
    server.listen(address.port, address.host, resolve);
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : address.port;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        const deadline = setTimeout(() => cut(server), stopTimeoutMs);
        server.close(() => {
          clearTimeout(deadline);
          resolve();
        });
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}
