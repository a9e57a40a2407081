import { getConnInfo } from '@hono/node-server/conninfo';
import type { MiddlewareHandler } from 'hono';
import type { HttpSettings } from './http/settings.ts';
import type { Http, HttpEnvironment } from './http-types.ts';
import { TrustedProxies } from './trusted-proxies.ts';

/** Finds out once where a request comes from; before anything that asks for it. */
export function findAddress(
  settings: Pick<HttpSettings, 'trustedProxies' | 'proxyHeader'>,
): MiddlewareHandler<HttpEnvironment> {
  const proxies = new TrustedProxies(settings.trustedProxies, settings.proxyHeader);
  return (c, next) => {
    const { address } = getConnInfo(c).remote;
    c.set('address', address === undefined ? null : proxies.callerOf(address, (name) => c.req.header(name)));
    return next();
  };
}

/** Address that a request comes from; forwarding headers count only where a proxy of this installation wrote them. */
export const remoteAddress = (c: Http): string | null => c.get('address');
