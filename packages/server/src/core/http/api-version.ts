import { apiVersion, apiVersionHeader, servesVersion } from '@songtrackpro/contracts';
import type { MiddlewareHandler } from 'hono';
import { AppError } from '../app-error.ts';
import type { HttpEnvironment } from '../http-types.ts';

/**
 * Refuses a client that was built for a version of the API with which this one has broken, before its call does something
 * that it doesn't expect. A client that names no version gets this one.
 */
export function checkApiVersion(): MiddlewareHandler<HttpEnvironment> {
  return (c, next) => {
    const sent = c.req.header(apiVersionHeader);
    if (sent === undefined || servesVersion(sent)) return next();
    throw new AppError('api_version_unsupported', { details: { sent: sent.slice(0, 20), served: apiVersion } });
  };
}
